/* Conveniences only; every page works without this file.
   Focus goes to the error summary; "/" to the search box; "j" and "k" walk the rows of a list, "Enter" opens one. */
(function () {
  "use strict";
  var summary = document.querySelector(".errors[tabindex]");
  if (summary) { summary.focus(); }

  var rows = Array.prototype.slice.call(document.querySelectorAll("table[data-keys] tbody tr"));
  var at = rows.findIndex(function (row) { return row.classList.contains("here"); });

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function move(step) {
    if (!rows.length) { return; }
    var next = Math.min(rows.length - 1, Math.max(0, at + step));
    if (at >= 0) { rows[at].classList.remove("here"); }
    at = next;
    rows[at].classList.add("here");
    var link = rows[at].querySelector("a");
    if (link) { link.focus({ preventScroll: true }); }
    rows[at].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
    if (event.key === "/") {
      var find = document.querySelector("form[role=search] input[type=search]");
      if (find) { event.preventDefault(); find.focus(); find.select(); }
    } else if (event.key === "j") {
      move(1);
    } else if (event.key === "k") {
      move(-1);
    } else if (event.key === "Enter" && at >= 0 && event.target === document.body) {
      var link = rows[at].querySelector("a");
      if (link) { link.click(); }
    }
  });

  /* the numbers beside the lines of a text follow what is typed */
  document.querySelectorAll(".lined").forEach(function (lined) {
    var text = lined.querySelector("textarea");
    var list = lined.querySelector(".numbers");
    text.addEventListener("input", function () {
      var lines = text.value.split("\n");
      while (list.children.length < lines.length) {
        list.appendChild(document.createElement("li")).appendChild(document.createElement("span"));
      }
      Array.prototype.forEach.call(list.children, function (item, place) {
        var words = lines[place] || "";
        if (item.firstChild.textContent !== words) { item.firstChild.textContent = words; }
      });
    });
  });

  /* a second press of a submit button while the first is on its way is only noise */
  document.addEventListener("submit", function (event) {
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    if (event.target.method === "post") { event.target.dataset.sent = "1"; }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
