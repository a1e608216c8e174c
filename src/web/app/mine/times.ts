/** Instants as people read them, and a clock that ticks only while something counts down. */
import { useEffect, useState } from 'react';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { dayText } from '../../../core/words/dates.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { useApp } from '../context.tsx';

/** 2026年1月15日10:05 in Chinese standard time, wherever the phone is. `iso`: ISO 8601. */
export function chinaTime(iso: string, lang: Lang): string {
  const instant = new Date(iso);
  const clock = new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${dayText(chinaDay(instant), lang)}${lang === 'zh' ? '' : ', '}${clock}`;
}

/** Now in ms since 1970; renders anew every second while `running`. */
export function useTicking(running: boolean): number {
  const { now } = useApp();
  const [, tick] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now().getTime();
}
