// The sample of colours follows what is chosen. Without this file the button shows it.
(() => {
  const hue = document.getElementById("hue");
  const sheet = document.getElementById("voorbeeld-kleuren");
  const samples = document.querySelectorAll(".buurt-sample");
  if (!hue || !sheet) return;
  const show = () => {
    const tone = Number.parseInt(hue.value, 10);
    const strength = document.querySelector('input[name="chroma"]:checked');
    if (!(tone >= 0 && tone < 360) || !strength) return;
    const name = `${tone}-${strength.value}`;
    sheet.href = sheet.href.replace(/\d+-\d+\.css/, `${name}.css`);
    for (const sample of samples) {
      sample.className = sample.className.replace(/tenant-\d+-\d+/, `tenant-${name}`);
    }
  };
  hue.addEventListener("input", show);
  for (const one of document.querySelectorAll('input[name="chroma"]')) one.addEventListener("change", show);
})();
