/** Notices of the computer itself, silent, only when allowed and the page is out of sight. */

export function mayAskToNotify(): boolean {
  return "Notification" in window && Notification.permission === "default";
}

export function askToNotify(): void {
  void Notification.requestPermission();
}

export function notifyPerson(title: string, body: string, open: () => void): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  if (document.visibilityState === "visible") return;
  const shown = new Notification(title, { body, silent: true });
  shown.onclick = () => {
    window.focus();
    shown.close();
    open();
  };
}
