/** One browser for a suite, one fresh page for a test, and no test passes over a violation of the page's policy. */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'mocha';
import type { Browser } from 'playwright-core';
import type { ReportModel } from '../../../src/assess/report-model';
import { launchBrowser, openReport } from './report-page';
import type { ReportPageOptions, ReportPageUnderTest } from './report-page';
import { themes } from './themes';

export interface Suite {
  /** Opens the page, shows the model and forgets the greeting of the page. */
  open(model: ReportModel, options?: Partial<ReportPageOptions>): Promise<ReportPageUnderTest>;
}

export function useBrowser(): Suite {
  let browser: Browser | undefined;
  let opened: ReportPageUnderTest[] = [];
  before(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const reports = opened;
    opened = [];
    const violations = await Promise.all(reports.map((report) => report.violations()));
    await Promise.all(reports.map((report) => report.close()));
    assert.deepEqual(violations.flat(), [], 'the page keeps to its content security policy');
  });
  after(() => browser?.close());
  return {
    async open(model, options = {}) {
      assert.ok(browser, 'the browser is started before the first test');
      const report = await openReport(browser, { theme: themes[0]!, ...options });
      opened.push(report);
      await report.show(model);
      await report.posted();
      return report;
    },
  };
}
