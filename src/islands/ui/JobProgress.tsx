import { type JSX, Show } from 'solid-js';
import { jobTexts } from '#i18n/studio/job.ts';
import { fill, formatBytes, formatPercent } from '#i18n/text.ts';
import { paths } from '#paths';
import type { MadeJob } from './make-job.ts';
import Progress from './Progress.tsx';
import { uiLang } from './ui-lang.ts';

/**
 * What a job of the server shows from start to end: its progress with a way to stop it, its file, or why there is
 * none. Takes no room before the first start.
 */
export default function JobProgress(props: {
  readonly made: MadeJob;
  /** What runs now; by `step` where the work names its stretches. */
  readonly label: (step: string | null) => string;
  /** The state in figures; by default the percentage. */
  readonly note?: ((done: number) => string) | undefined;
  /** What stands beside the file once it is there, or in place of a refusal's own sentence. */
  readonly children?: JSX.Element | undefined;
  readonly failure?: JSX.Element | undefined;
}) {
  const t = jobTexts[uiLang()];
  const done = () => props.made.job()?.done ?? 0;
  const note = () =>
    props.note ? props.note(done()) : fill(t.percent, { percent: formatPercent(uiLang(), done()) });
  const finished = () => {
    const job = props.made.job();
    return job?.state === 'done' ? job : null;
  };
  return (
    <div class="job">
      <Show when={props.made.running()}>
        <Progress
          label={props.made.job() ? props.label(props.made.job()?.step ?? null) : t.starting}
          share={props.made.job() && done() > 0 ? done() : null}
          note={props.made.job() && done() > 0 ? note() : undefined}
          onCancel={props.made.job() ? () => void props.made.cancel() : undefined}
        />
      </Show>
      <div role="status">
        <Show when={finished()}>
          {(job) => (
            <div class="notice job-done" data-tone="ok">
              <div>
                {props.children ?? <p>{t.finished}</p>}
                <Show when={job().file}>
                  {(file) => (
                    <a class="btn" data-kind="go" href={paths.jobFile(job().id)} download={file().name}>
                      {fill(t.download, {
                        name: fill(t.size, {
                          name: file().name,
                          size: formatBytes(uiLang(), file().bytes),
                        }),
                      })}
                    </a>
                  )}
                </Show>
              </div>
            </div>
          )}
        </Show>
        <Show when={props.made.job()?.state === 'cancelled'}>
          <p class="notice">{t.cancelled}</p>
        </Show>
      </div>
      <div role="alert">
        <Show when={props.made.error()}>
          {(message) => (
            <div class="notice" data-tone="bad">
              {props.failure ?? <p>{message()}</p>}
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
