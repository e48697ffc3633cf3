// Saves what it is given, once for each file made.
export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".root");
  if (root.dataset.made === data.made) return;
  root.dataset.made = data.made;
  const bytes = Uint8Array.from(atob(data.content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: data.type }));
  el("a", { href: address, download: data.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000); // the browser may still be asking where to put it
}
