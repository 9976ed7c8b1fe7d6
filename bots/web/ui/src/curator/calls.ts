import {
  type CuratorDraft,
  type CuratorEditView,
  type CuratorOutcome,
  type CuratorTrial,
  call,
  type GapDetail,
  type GapGroupView,
  Refused,
  type SuggestedClause,
} from '../shared/wire.ts';

export interface ProvinceName {
  readonly province: string;
  readonly name: string;
}
/** A curated answer that lost its words. */
export interface SuspendedAnswer {
  readonly id: string;
  readonly cite: string;
}
/** What was not answered. */
export interface Log {
  readonly groups: readonly GapGroupView[];
  readonly provinces: readonly ProvinceName[];
  readonly suspended: readonly SuspendedAnswer[];
  /** Proposals that wait for the viewer's yes. */
  readonly waiting: number;
  /** Why nothing can be published at present. */
  readonly hint?: string;
}
export type Settled = { readonly is: 'done' } | { readonly is: 'refused'; readonly words: string };
export type Undoing = Settled | { readonly is: 'proposed'; readonly words: string };

/** All that the curator's page asks of the house. Each fails with `Refused`, whose message is fit to be shown. */
export interface CuratorCalls {
  readonly log: () => Promise<Log>;
  readonly gap: (group: number) => Promise<GapDetail>;
  /** Clauses of a province's documents that hold these words. */
  readonly clauses: (province: string, words: string) => Promise<readonly SuggestedClause[]>;
  /** The names that the documents use. */
  readonly names: () => Promise<readonly string[]>;
  readonly tryEdit: (group: number, draft: CuratorDraft) => Promise<CuratorTrial | { readonly refused: string }>;
  /** `evenSo`: though cases would be lost. */
  readonly publish: (group: number, draft: CuratorDraft, evenSo: boolean) => Promise<CuratorOutcome>;
  /** An empty note is none. */
  readonly settle: (group: number, status: GapDetail['status'], note: string) => Promise<GapDetail>;
  readonly edits: () => Promise<readonly CuratorEditView[]>;
  readonly undo: (edit: number) => Promise<Undoing>;
  /** Yes to what was `seen` of another's proposal. */
  readonly approve: (edit: number, seen: string, evenSo: boolean) => Promise<CuratorOutcome>;
  readonly reject: (edit: number, reason: string) => Promise<Settled>;
  /** Takes one's own proposal back. */
  readonly withdraw: (edit: number) => Promise<Settled>;
}

/** `gone` is called when the sign-in behind the page has ended. */
export function curatorCalls(peer: string, gone: () => void): CuratorCalls {
  const ask = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    try {
      return await call<T>(method, `/curator${path}`, peer, body);
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(0, String(error));
      if (refused.status === 401 || refused.status === 409) gone();
      throw refused;
    }
  };
  const get = <T>(path: string) => ask<T>('GET', path);
  const post = <T>(path: string, body: unknown = {}) => ask<T>('POST', path, body);
  return {
    log: () => get('/gaps'),
    gap: (group) => get(`/gaps/${group}`),
    clauses: async (province, words) => {
      const query = new URLSearchParams({ province, words });
      return (await get<{ clauses: readonly SuggestedClause[] }>(`/clauses?${query}`)).clauses;
    },
    names: async () => (await get<{ names: readonly string[] }>('/names')).names,
    tryEdit: (group, draft) => post('/try', { draft, group }),
    publish: (group, draft, evenSo) => post('/publish', { draft, group, ...(evenSo ? { evenSo } : {}) }),
    settle: (group, status, note) => post(`/gaps/${group}/status`, { status, ...(note === '' ? {} : { note }) }),
    edits: async () => (await get<{ edits: readonly CuratorEditView[] }>('/edits')).edits,
    undo: (edit) => post(`/edits/${edit}/undo`),
    approve: (edit, seen, evenSo) => post(`/edits/${edit}/approve`, { seen, ...(evenSo ? { evenSo } : {}) }),
    reject: (edit, reason) => post(`/edits/${edit}/reject`, { reason }),
    withdraw: (edit) => post(`/edits/${edit}/withdraw`),
  };
}
