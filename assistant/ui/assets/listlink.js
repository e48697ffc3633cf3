// Where something of a page is open, the page's own link in the navigation leads back to its list: Streamlit does nothing
// when it is clicked, since the page stays the same and keeps its address.
export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const lead = (event) => {
    const chosen = event.target.closest("[data-testid='stSidebarNavLink']");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; // in another tab or window
    if (!chosen || elsewhere || chosen.pathname !== location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    setTriggerValue("list", true);
  };
  document.removeEventListener("click", root.lead, true); // drawn again, it still listens once
  root.lead = lead;
  document.addEventListener("click", lead, true);
  return () => document.removeEventListener("click", lead, true);
}
