/** An article as it stands in the fields of the editor, and as it is sent. */
import type { ArticleDetail, CreateArticle, Readers } from "../shared/staff.gen";

export interface Form {
  title: string;
  slug: string;
  body: string;
  /** One a line. */
  example_questions: string;
  /** One a line. */
  aliases: string;
  /** With commas between. */
  tags: string;
  language: string;
  audience: Readers;
}

export type Field = keyof Form;

/** In the order in which the editor shows them. */
export const FIELD_WORDS: Readonly<Record<Field, string>> = {
  title: "Title",
  body: "Text",
  example_questions: "Example questions",
  aliases: "Other names",
  tags: "Tags",
  language: "Language",
  audience: "Audience",
  slug: "Address",
};

export const FIELDS = Object.keys(FIELD_WORDS) as Field[];
export const AUDIENCE_WORDS: Readonly<Record<Readers, string>> = { public: "Customers", staff: "Staff only" };

const LONGEST: Readonly<Partial<Record<Field, number>>> = { title: 200, body: 50_000 };
const LONGEST_QUESTION = 500;

export const EMPTY_FORM: Form = {
  title: "",
  slug: "",
  body: "",
  example_questions: "",
  aliases: "",
  tags: "",
  language: "en",
  audience: "public",
};

/** What a version says; the slug is the article's own. */
type Said = Pick<ArticleDetail, Exclude<Field, "slug">> & { slug?: string };

export function formOf(text: Said): Form {
  return {
    title: text.title,
    slug: text.slug ?? "",
    body: text.body,
    example_questions: text.example_questions.join("\n"),
    aliases: text.aliases.join("\n"),
    tags: text.tags.join(", "),
    language: text.language,
    audience: text.audience,
  };
}

export function textOf(form: Form): Required<Omit<CreateArticle, "client_id">> {
  return {
    title: form.title.trim(),
    slug: form.slug.trim(),
    body: form.body.trim(),
    example_questions: itemsOf(form.example_questions, /\n/u),
    aliases: itemsOf(form.aliases, /\n/u),
    tags: itemsOf(form.tags, /[,\n]/u),
    language: form.language.trim(),
    audience: form.audience,
  };
}

/** The items of a list, each once. */
export function itemsOf(text: string, between: RegExp): string[] {
  return [...new Set(text.split(between).map((item) => item.trim()))].filter((item) => item !== "");
}

/** Whether both say the same; spaces around, empty lines and doubles say nothing. */
export function isSame(one: Form, other: Form, field?: Field): boolean {
  const fields = field ? [field] : FIELDS;
  const [first, second] = [textOf(one), textOf(other)];
  return fields.every((each) => JSON.stringify(first[each]) === JSON.stringify(second[each]));
}

/** The fields after what was sent is stored: what was typed since stays, and so does a wording that says the same. */
export function settled(typed: Form, sent: Form, stored: Form): Form {
  const kept = FIELDS.filter((field) => !isSame(typed, sent, field) || isSame(typed, stored, field));
  return { ...stored, ...Object.fromEntries(kept.map((field) => [field, typed[field]])) };
}

/** What must be mended before it is worth sending. */
export function mistakes(form: Form): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  if (form.title.trim() === "") found.title = "Give the article a title.";
  for (const [field, most] of Object.entries(LONGEST) as [Field, number][]) {
    const over = form[field].trim().length - most;
    if (over > 0) found[field] = `This is ${over.toLocaleString("en")} characters longer than the ${most.toLocaleString("en")} that fit.`;
  }
  const long = itemsOf(form.example_questions, /\n/u).find((question) => question.length > LONGEST_QUESTION);
  if (long !== undefined) found.example_questions = `A question has at most ${LONGEST_QUESTION} characters. Shorten “${long.slice(0, 40)}…”.`;
  if (form.language.trim() === "") found.language = "Name the language, for example en or pt-BR.";
  return found;
}

/** The form with one more example question, unless it is there already. */
export function withQuestion(form: Form, question: string): Form {
  const there = itemsOf(form.example_questions, /\n/u);
  const isThere = there.some((each) => each.toLowerCase() === question.toLowerCase());
  return isThere ? form : { ...form, example_questions: [...there, question].join("\n") };
}
