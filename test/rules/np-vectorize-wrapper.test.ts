import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('np-vectorize-wrapper');

describe('np-vectorize-wrapper', () => {
  describe('says nothing of', () => {
    silent(
      'text',
      py`
      import numpy as np
      lower = np.vectorize(lambda s: s.lower())
      names = np.vectorize(lambda i: "yes" if i > 0 else "no")
    `,
    );

    silent(
      'objects and signatures',
      py`
      import numpy as np
      a = np.vectorize(lambda x: x * 2, otypes=[object])
      b = np.vectorize(lambda x: x @ x, signature="(n)->()")
    `,
    );

    silent(
      'functions from elsewhere',
      py`
      import numpy as np
      from project import score
      a = np.vectorize(score)
      b = np.vectorize(lambda x: score(x) + 1)
      c = np.vectorize(model.predict)
    `,
    );

    silent(
      'a loop of its own',
      py`
      import numpy as np
      def steps(n):
          count = 0
          while n != 1:
              n = n // 2 if n % 2 == 0 else 3 * n + 1
              count += 1
          return count
      a = np.vectorize(steps)
    `,
    );

    silent(
      'a compiled function, and random numbers',
      py`
      import numpy as np
      from numba import njit
      @njit
      def f(x):
          return x * 2
      a = np.vectorize(f)
      b = np.vectorize(lambda p: np.random.binomial(1, p))
    `,
    );

    silent(
      'operations on whole arrays',
      py`
      import numpy as np
      y = np.where(x > 0, x, 0)
      z = np.sum(x, axis=1)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a lambda',
      py`
      import numpy as np
      relu = «np.vectorize»(lambda x: x if x > 0 else 0.1 * x)
    `,
      { severity: 'hint', fixes: [] },
    );

    finds(
      'a function of the file',
      py`
      import math
      from numpy import vectorize
      def sigmoid(x):
          """From 0 to 1."""
          return 1 / (1 + math.exp(-x))
      def run(values):
          return «vectorize»(sigmoid)(values)
    `,
    );

    finds(
      'a reduction of rows',
      py`
      import numpy as np
      total = «np.apply_along_axis»(lambda row: row.max() - row.min(), 1, x)
      ufunc = «np.frompyfunc»(lambda a, b: a * b + 1, 2, 1)
    `,
    );
  });
});
