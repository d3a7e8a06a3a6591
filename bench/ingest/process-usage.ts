import { readFileSync } from 'node:fs';

/** Ticks a second in /proc (`getconf CLK_TCK`; 100 on every Linux that Node runs on). */
const TICKS_PER_SECOND = 100;

/** User and system time of a process so far, all its threads, in seconds: fields 14 and 15 of proc(5) stat. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function statusMb(pid: number, field: string): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

/** Most resident memory of a process so far, in MiB. */
export const peakRssMb = (pid: number) => statusMb(pid, 'VmHWM');

/** Resident memory of a process, in MiB. */
export const rssMb = (pid: number) => statusMb(pid, 'VmRSS');
