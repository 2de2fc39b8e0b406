/** What the server wrote into the page for the staff apps. */

export interface StaffConfig {
  me: { id: string; name: string; role: "agent" | "supervisor" | "admin"; email: string };
  csrf: string;
  logout_url: string;
  supervision_url: string | null;
  articles_url: string | null;
  people_url: string | null;
  demo: boolean;
}

export function readConfig(): StaffConfig {
  const block = document.getElementById("desk-config");
  if (!block) throw new Error("The page has no configuration block.");
  return JSON.parse(block.textContent ?? "") as StaffConfig;
}
