/** What the pages of the knowledge base ask of the desk. */
import type { Result } from "../shared/result";
import type {
  ArticleDetail,
  ArticlesPage,
  CreateArticle,
  Findings,
  PublishArticle,
  SaveArticle,
  Trial,
  TryQuestion,
  VersionDetail,
  Versions,
} from "../shared/staff.gen";
import { read, write } from "../shared/ui/api";
import { writeFilter, type Filter } from "./route";

const API = "/api/v1/articles";

export class ArticleCalls {
  constructor(private readonly csrf: string) {}

  list(filter: Filter): Promise<Result<ArticlesPage>> {
    const query = writeFilter(filter);
    return read(query === "" ? API : `${API}?${query}`);
  }

  check(): Promise<Result<Findings>> {
    return read(`${API}/check`);
  }

  article(id: string): Promise<Result<ArticleDetail>> {
    return read(at(id));
  }

  create(article: CreateArticle): Promise<Result<ArticleDetail>> {
    return write("POST", API, article, this.csrf);
  }

  save(id: string, article: SaveArticle): Promise<Result<ArticleDetail>> {
    return write("PUT", at(id), article, this.csrf);
  }

  publish(id: string, version: PublishArticle): Promise<Result<ArticleDetail>> {
    return write("POST", `${at(id)}/publish`, version, this.csrf);
  }

  unpublish(id: string): Promise<Result<ArticleDetail>> {
    return write("POST", `${at(id)}/unpublish`, {}, this.csrf);
  }

  remove(id: string): Promise<Result<null>> {
    return write("DELETE", at(id), {}, this.csrf);
  }

  versions(id: string): Promise<Result<Versions>> {
    return read(`${at(id)}/versions`);
  }

  version(id: string, number: number): Promise<Result<VersionDetail>> {
    return read(`${at(id)}/versions/${number}`);
  }

  restore(id: string, number: number): Promise<Result<ArticleDetail>> {
    return write("POST", `${at(id)}/versions/${number}/restore`, {}, this.csrf);
  }

  ask(asked: TryQuestion): Promise<Result<Trial>> {
    return write("POST", `${API}/try`, asked, this.csrf);
  }
}

function at(id: string): string {
  return `${API}/${encodeURIComponent(id)}`;
}
