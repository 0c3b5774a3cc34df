"use strict";
// Links to the page that is open change it in place; the theme is kept in a cookie that the server reads.
document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-theme]");
  if (theme) {
    document.cookie = `khaldun_theme=${theme.dataset.theme};path=/;max-age=31536000;SameSite=Strict`;
    location.reload();
    return;
  }
  const chosen = event.target.closest("[data-export]");
  if (chosen) {
    location.assign(document.getElementById(chosen.dataset.export).value);
    return;
  }
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  emitEvent("go", link.getAttribute("href"));
});
