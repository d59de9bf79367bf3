"""Plans that come with PlanGraph, bytes unchanged (the input of the demo), and a notebook."""
