/* Keeps a draft of what is being typed, on the server. Nothing is kept in the browser itself, and
   everything works without this script. */
(() => {
  "use strict";
  const AFTER = 1500; // milliseconds of quiet
  const AGAIN = 15000; // before the next try without a connection
  const PATIENCE = 8000;
  const NEVER = ["password", "file"];

  function watch(form) {
    const line = form.querySelector(".buurt-concept-said");
    let timer = null;
    let busy = null;
    let dirty = false;
    let sending = false;

    function say(words) {
      if (line && line.textContent !== words) line.textContent = words;
    }

    function body() {
      const data = new FormData(form);
      for (const control of form.elements) {
        if (NEVER.includes(control.type)) data.delete(control.name);
      }
      return new URLSearchParams(data);
    }

    function later(wait) {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    }

    async function post(keepalive) {
      dirty = false;
      try {
        const answer = await fetch(form.dataset.concept, {
          method: "POST",
          body: body(),
          credentials: "same-origin",
          redirect: "manual",
          headers: { Accept: "application/json" },
          keepalive,
          signal: AbortSignal.timeout(PATIENCE),
        });
        await told(answer);
      } catch {
        dirty = true;
        say(line ? line.dataset.offline : "");
        if (!sending) later(AGAIN);
      }
    }

    async function told(answer) {
      if (answer.ok) {
        const { saved } = await answer.json();
        say(saved ? line.dataset.saved.replace("TIJD", saved) : "");
      } else if (answer.type === "opaqueredirect" || answer.status === 401) {
        say(line.dataset.out);
      } else {
        say(line.dataset.refused);
      }
    }

    function save(keepalive = false) {
      clearTimeout(timer);
      if (!dirty || sending) return;
      if (busy) {
        later(AFTER);
        return;
      }
      busy = post(keepalive === true).finally(() => {
        busy = null;
      });
    }

    function typed() {
      dirty = true;
      later(AFTER);
    }

    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", (event) => {
      if (navigator.onLine === false) {
        event.preventDefault();
        dirty = true;
        say(line ? line.dataset.offline : "");
        return;
      }
      if (busy) {
        // A draft that arrives after the form itself would come back as something unsent.
        event.preventDefault();
        const button = event.submitter;
        sending = true;
        busy.then(() => form.requestSubmit(button));
        return;
      }
      clearTimeout(timer);
      sending = true;
    });
    window.addEventListener("online", () => save());
    window.addEventListener("pageshow", () => {
      sending = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save(true);
    });
  }

  document.querySelectorAll("form[data-concept]").forEach(watch);
})();
