import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('zero-grad-keeps-memory');

describe('zero-grad-keeps-memory', () => {
  describe('says nothing of', () => {
    silent(
      'the default',
      py`
      from shop import opt
      opt.zero_grad()
    `,
    );

    silent(
      'dropped gradients',
      py`
      from shop import opt
      opt.zero_grad(set_to_none=True)
    `,
    );

    silent(
      'a flag',
      py`
      from shop import opt, args
      opt.zero_grad(set_to_none=args.none)
    `,
    );

    silent(
      'gradients that are read',
      py`
      from shop import opt, model
      opt.zero_grad(set_to_none=False)
      print([p.grad.norm() for p in model.parameters()])
    `,
    );

    silent(
      'a function of the program',
      py`
      def zero_grad(set_to_none):
          pass
      zero_grad(False)
    `,
    );

    silent(
      'a test',
      py`
      def test_zero(opt):
          opt.zero_grad(set_to_none=False)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'an optimizer',
      py`
      import torch
      from shop import model
      opt = torch.optim.SGD(model.parameters())
      for x in range(100):
          opt.zero_grad(«set_to_none=False»)
    `,
      { severity: 'hint' },
    );

    finds(
      'a module by position',
      py`
      from shop import model
      model.zero_grad(«False»)
    `,
    );

    finds(
      'a constant',
      py`
      from shop import opt
      KEEP = False
      opt.zero_grad(«set_to_none=KEEP»)
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'the only argument',
      py`
      from shop import opt
      opt.zero_grad(«set_to_none=False»)  # zeros
    `,
      {
        title: 'Drop the gradients',
        safe: false,
        gives: py`
      from shop import opt
      opt.zero_grad()  # zeros
    `,
      },
    );
  });
});
