import { Worker } from 'node:worker_threads';

/** Threads that answer each task with one message, in the order in which they come free. */
export interface Threads<Task, Answer> {
  ask(task: Task): Promise<Answer>;
  end(): Promise<void>;
}

/** Starts `count` threads of a script of this folder. */
export function startThreads<Task, Answer>(script: string, count: number): Threads<Task, Answer> {
  type Job = { task: Task; resolve: (answer: Answer) => void; reject: (cause: unknown) => void };
  const all = Array.from({ length: count }, () => new Worker(new URL(script, import.meta.url)));
  const idle = [...all];
  const queue: Job[] = [];

  function next(): void {
    if (idle.length === 0 || queue.length === 0) return;
    const [worker, job] = [idle.shift(), queue.shift()];
    if (!worker || !job) return;
    const failed = (cause: unknown): void => job.reject(cause);
    worker.once('error', failed);
    worker.once('message', (answer: Answer) => {
      worker.off('error', failed);
      idle.push(worker);
      job.resolve(answer);
      next();
    });
    worker.postMessage(job.task);
  }

  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject });
        next();
      }),
    async end() {
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}
