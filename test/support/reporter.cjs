/** Mocha reporter: failures in full, one summary line, and the counts as JSON in the file named by MOCHA_COUNTS. */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

class QuietReporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending, duration } = this.stats;
      if (failures > 0) {
        this.epilogue();
      }
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} pending` : ''} in ${(duration / 1000).toFixed(1)} s`);
      const file = process.env['MOCHA_COUNTS'];
      if (file !== undefined) {
        writeFileSync(file, JSON.stringify({ passed: passes, failed: failures }));
      }
    });
  }
}

module.exports = QuietReporter;
