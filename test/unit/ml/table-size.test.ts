import assert from 'node:assert/strict';
import { hasManyRows, tableSize } from '../../../src/ml/table-size';
import { frameworkProgram } from './programs';

const sizeOf = (code: string): string => tableSize(frameworkProgram(`import pandas as pd\n${code}`));

describe('the size of the tables of a program', () => {
  it('is told by the data sets that are loaded and made', () => {
    assert.equal(sizeOf('from sklearn.datasets import load_iris\nload_iris()\n'), 'small');
    assert.equal(sizeOf('from sklearn.datasets import fetch_covtype\nfetch_covtype()\n'), 'large');
    assert.equal(sizeOf('from sklearn.datasets import make_blobs\nmake_blobs(n_samples=200)\n'), 'small');
    assert.equal(sizeOf('from sklearn.datasets import make_blobs\nmake_blobs(n_samples=200_000)\n'), 'large');
  });

  it('is told by files, columns and a number of rows', () => {
    assert.equal(sizeOf('pd.read_csv("data/titanic/train.csv")\n'), 'small');
    assert.equal(sizeOf('import numpy as np\nnp.load("saved/iris_x.npy")\n'), 'small');
    assert.equal(sizeOf('pd.read_csv("../input/rossmann-store-sales/train.csv")\n'), 'large');
    assert.equal(sizeOf('pd.read_csv("../input/rossmann-store-sales/store.csv")\n'), 'unknown');
    assert.equal(sizeOf('rides = pd.read_csv("train.csv")\nrides["pickup_longitude"].mean()\n'), 'large');
    assert.equal(sizeOf('rides = pd.read_csv("train.csv", nrows=500)\nrides["pickup_longitude"].mean()\n'), 'small');
  });

  it('is told by the largest shape that a notebook printed', () => {
    const printedSize = (printed: string, code = ''): string =>
      tableSize(
        frameworkProgram({ path: 'train.ipynb', fragments: [{ index: 0, cell: 0, text: `import pandas as pd\n${code}`, printed }] }),
      );
    assert.equal(printedSize('(891, 12)'), 'small');
    assert.equal(printedSize('   a  b\n0  1  2\n\n[5 rows x 12 columns]\n(10400, 42)\n(800,)'), 'large');
    assert.equal(printedSize('RangeIndex: 40000 entries, 0 to 39999'), 'large');
    assert.equal(printedSize('<p>40000 rows × 12 columns</p>', 'pd.read_csv("data/titanic/train.csv")\n'), 'large');
    assert.equal(printedSize('5 rows × 12 columns'), 'unknown');
    assert.equal(printedSize('(25000, 64, 64, 3)'), 'unknown');
  });

  it('is not known of anything else', () => {
    assert.equal(sizeOf('pd.read_csv("train.csv")\n'), 'unknown');
  });
});

describe('a table with many rows', () => {
  function isMany(code: string, reads = ''): boolean {
    const program = frameworkProgram(`import numpy as np\nimport pandas as pd\n${code}`);
    return hasManyRows(program, program.valueOf('table'), reads);
  }

  it('is one of a large published table, by its file or what is read of it', () => {
    assert.equal(isMany('table = pd.read_csv("input/creditcard.csv")\n'), true);
    assert.equal(isMany('table = pd.read_csv("a.csv")\n', 'row["question1"]'), true);
    assert.equal(isMany('table = pd.read_csv("a.csv")\n', 'row["a"]'), false);
  });

  it('is one of so many rows as the code says', () => {
    assert.equal(isMany('table = pd.DataFrame({"a": np.arange(200_000)})\n'), true);
    assert.equal(isMany('table = pd.DataFrame({"a": np.arange(200)})\n'), false);
    assert.equal(isMany('table = pd.read_csv("a.csv", nrows=1000)\n', 'row["question1"]'), false);
    const text = 'import pandas as pd\ntable = pd.read_csv("a.csv")\n';
    const program = frameworkProgram({ path: 'train.ipynb', fragments: [{ index: 0, cell: 0, text, printed: '(2000, 12)' }] });
    assert.equal(hasManyRows(program, program.valueOf('table'), 'row["question1"]'), false);
  });
});
