/** Articles as the desk sends them, for tests. */
import type { ArticleDetail } from "../shared/staff.gen";

export function article(change: Partial<ArticleDetail> = {}): ArticleDetail {
  return {
    id: "a1",
    slug: "return-a-lamp",
    is_slug_fixed: true,
    title: "Return a lamp",
    body: "You can return any lamp.",
    aliases: [],
    example_questions: ["how do I return something"],
    language: "en",
    tags: ["returns"],
    audience: "public",
    state: "published",
    version: 1,
    published_version: 1,
    versions_count: 1,
    updated_at: "2026-01-01T10:00:00Z",
    updated_by: "Anneke",
    ...change,
  };
}
