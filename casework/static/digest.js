/* Compares a file the reader chose with the digest on the page. The file never leaves the browser.
   Without this script, or where the browser has no digest, the page says how to do it by hand. */
(function () {
  "use strict";
  var box = document.getElementById("check");
  if (!box || !window.crypto || !window.crypto.subtle) { return; }
  var chosen = document.getElementById("copy");
  var outcome = document.getElementById("outcome");
  var size = Number(box.dataset.size);
  var turn = 0;
  box.hidden = false;

  function say(tone, words, detail) {
    var notice = document.createElement("p");
    notice.className = "notice" + (tone ? " notice-" + tone : "");
    notice.textContent = words;
    outcome.replaceChildren(notice);
    if (detail) {
      var line = document.createElement("p");
      line.className = "code after-s";
      line.textContent = "SHA-256 " + detail.match(/.{4}/g).join(" ");
      outcome.appendChild(line);
    }
  }

  function hex(bytes) {
    return window.crypto.subtle.digest("SHA-256", bytes).then(function (digest) {
      return Array.from(new Uint8Array(digest), function (byte) {
        return byte.toString(16).padStart(2, "0");
      }).join("");
    });
  }

  /* A file of the registered length that differs was changed; one that only begins with the registered
     bytes had something added, as a second signature or a note would. */
  function tell(whole, beginning, length) {
    if (whole === box.dataset.sha256) { say("green", box.dataset.same, whole); return; }
    var words = box.dataset.other;
    if (length === size) { words = box.dataset.altered; }
    if (length > size && beginning === box.dataset.sha256) { words = box.dataset.added; }
    say("red", words, whole);
  }

  chosen.addEventListener("change", function () {
    var file = chosen.files[0];
    var mine = ++turn;
    if (!file) { outcome.replaceChildren(); return; }
    say("", box.dataset.busy);
    file.arrayBuffer().then(function (bytes) {
      return Promise.all([hex(bytes), hex(bytes.slice(0, size))]).then(function (found) {
        if (mine === turn) { tell(found[0], found[1], bytes.byteLength); }
      });
    }).catch(function () {
      if (mine === turn) { say("amber", box.dataset.failed); }
    });
  });
})();
