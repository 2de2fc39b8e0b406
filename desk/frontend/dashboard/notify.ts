/** Notices of the computer itself, silent, only when allowed and the page is out of sight; and the sound of an offer. */

const TONES_HZ = [660, 880] as const;
const TONE_S = 0.16;

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

/** Two soft tones, once for all tabs that hear of the same; nothing before somebody has used the page. */
export function chime(about: string): void {
  if (!navigator.userActivation.hasBeenActive) return;
  void navigator.locks.request(`desk.chime.${about}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    play();
    await new Promise((done) => setTimeout(done, 2_000));
  });
}

function play(): void {
  const audio = new AudioContext();
  const volume = new GainNode(audio, { gain: 0.05 });
  volume.connect(audio.destination);
  TONES_HZ.forEach((frequency, place) => {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(volume);
    tone.start(audio.currentTime + place * TONE_S);
    tone.stop(audio.currentTime + (place + 1) * TONE_S);
    if (place === TONES_HZ.length - 1) tone.onended = () => void audio.close();
  });
}
