import {defineConfig} from 'vitest/config'

/** Two projects: what runs on the sources, and what needs the build in dist/. */
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/package/**', 'test/long/**'], testTimeout: 30_000}},
      {test: {name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 120_000}},
      {test: {name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 1_200_000}}
    ]
  }
})
