/** Whether single keys are commands: whoever types by voice or by accident can turn them off. */
import { keeper } from "../storage";

const KEY = "desk.keys";
const storage = keeper(() => localStorage);

export function areKeysOn(): boolean {
  return storage.getItem(KEY) !== "off";
}

export function turnKeys(isOn: boolean): void {
  storage.setItem(KEY, isOn ? "on" : "off");
}
