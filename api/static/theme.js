"use strict";
// Runs before anything is drawn: the theme that the reader chose, if he chose one.
const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
