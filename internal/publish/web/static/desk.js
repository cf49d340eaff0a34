// Keeps a sheet as a draft while it is filled in. Without it, the sheet's own button
// does: nothing on the page needs this script.
for (const sheet of document.querySelectorAll("form[data-draft]")) {
  const says = sheet.querySelector("[data-draft-says]");
  let waiting = 0, asking = null, changed = false, entered = false;

  const typed = () => {
    const data = new FormData(sheet);
    data.delete("file"); // a file goes with the entry alone
    data.set("do", "keep");
    data.set("quiet", "1");
    return data;
  };

  const keep = async () => {
    asking?.abort();
    asking = new AbortController();
    changed = false;
    try {
      const answer = await fetch(sheet.action, { method: "POST", body: typed(), signal: asking.signal });
      says.textContent = answer.ok ? says.dataset.kept : says.dataset.lost;
      changed = changed || !answer.ok;
    } catch (failure) {
      if (failure.name !== "AbortError") {
        says.textContent = says.dataset.lost;
        changed = true;
      }
    }
  };

  sheet.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500);
  });
  sheet.addEventListener("submit", () => {
    entered = true;
    clearTimeout(waiting);
    asking?.abort();
  });
  addEventListener("pagehide", () => {
    if (changed && !entered) navigator.sendBeacon(sheet.action, typed());
  });
}
