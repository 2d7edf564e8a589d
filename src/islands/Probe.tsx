/** The smallest island; the probe page mounts it with every client directive. */
export default function Probe() {
  return <i>probe</i>;
}
