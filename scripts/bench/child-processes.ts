import { type ChildProcess, fork } from 'node:child_process';

/** A child process that answers each message with one message. */
export interface Peer {
  readonly child: ChildProcess;
  ask<Reply>(message: object | string): Promise<Reply>;
  end(): void;
}

/** Forks a script of this folder. */
export function startPeer(script: string): Peer {
  const child = fork(new URL(script, import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    child,
    ask: (message) =>
      new Promise((resolve, reject) => {
        const ended = (): void => reject(new Error(`${script} ended`));
        child.once('exit', ended);
        child.once('message', (reply) => {
          child.off('exit', ended);
          resolve(reply as never);
        });
        child.send(message);
      }),
    end: () => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    },
  };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
