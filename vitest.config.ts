import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**'],
          testTimeout: 20_000,
          // Nothing mocks modules, so files may share a worker: it halves the start-up.
          isolate: false,
          // The main process is idle meanwhile; the browser tests come after, alone.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
          setupFiles: ['test/support/empty-page.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/built-site.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Two, for a machine of two: much of the time a browser is waited for.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
