import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('load-full-precision');

describe('load-full-precision', () => {
  describe('says nothing of', () => {
    silent(
      'a stated type',
      py`
      import torch
      from diffusers import StableDiffusionPipeline
      pipe = StableDiffusionPipeline.from_pretrained("a/b", torch_dtype=torch.float16).to("cuda")
    `,
    );
    silent(
      'the CPU',
      py`
      from diffusers import StableDiffusionPipeline
      pipe = StableDiffusionPipeline.from_pretrained("a/b").to("cpu")
    `,
    );
    silent(
      'a device that cannot be read',
      py`
      from diffusers import StableDiffusionPipeline
      from settings import device
      pipe = StableDiffusionPipeline.from_pretrained("a/b").to(device)
    `,
    );
    silent(
      'a cast later on',
      py`
      import torch
      from diffusers import StableDiffusionPipeline
      pipe = StableDiffusionPipeline.from_pretrained("a/b")
      pipe.to("cuda", torch.float16)
    `,
    );
    silent(
      'autocast around the call',
      py`
      import torch
      from diffusers import DiffusionPipeline
      pipe = DiffusionPipeline.from_pretrained("a/b").to("cuda")
      with torch.autocast("cuda", dtype=torch.float16):
          pipe("a cat")
    `,
    );
    silent(
      'options that cannot be read',
      py`
      from diffusers import DiffusionPipeline
      from settings import options
      pipe = DiffusionPipeline.from_pretrained("a/b", **options).to("cuda")
    `,
    );
    silent(
      'a training',
      py`
      from diffusers import DiffusionPipeline
      pipe = DiffusionPipeline.from_pretrained("a/b").to("cuda")
      loss = pipe.unet(x).sum()
      loss.backward()
    `,
    );
    silent(
      'a scheduler or a part of a pipeline',
      py`
      from diffusers import DDIMScheduler, UNet2DConditionModel
      s = DDIMScheduler.from_pretrained("a/b")
      u = UNet2DConditionModel.from_pretrained("a/b", subfolder="unet").to("cuda")
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a pipeline on the GPU',
      py`
      from diffusers import StableDiffusionXLPipeline
      pipe = «StableDiffusionXLPipeline.from_pretrained»("stabilityai/stable-diffusion-xl-base-1.0")
      pipe = pipe.to("cuda")
      pipe("a cat").images[0].save("cat.png")
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Load the weights in float16'] },
    );
    finds(
      'a pipeline moved on the spot',
      py`
      import diffusers as d
      pipe = «d.DiffusionPipeline.from_pretrained»("a/b", use_safetensors=True).to("cuda:0")
    `,
    );
    finds(
      'the GPU where there is one',
      py`
      import torch
      from diffusers import DiffusionPipeline
      device = "cuda" if torch.cuda.is_available() else "cpu"
      pipe = «DiffusionPipeline.from_pretrained»("a/b").to(device)
    `,
    );
    finds(
      'weights that are moved when they are needed',
      py`
      from diffusers import FluxPipeline

      def paint(prompt):
          pipe = «FluxPipeline.from_pretrained»("black-forest-labs/FLUX.1-schnell")
          pipe.enable_model_cpu_offload()
          return pipe(prompt).images[0]
    `,
    );
    finds('a notebook', [
      py`
      from diffusers import StableDiffusionPipeline
    `,
      py`
      pipe = «StableDiffusionPipeline.from_pretrained»("a/b")
    `,
      py`
      pipe.cuda()
    `,
    ]);
  });

  describe('repairs', () => {
    repairs(
      'a call, with the import it needs',
      py`
      from diffusers import StableDiffusionPipeline

      pipe = «StableDiffusionPipeline.from_pretrained»(
          "a/b",
          use_safetensors=True,
      ).to("cuda")
    `,
      {
        title: 'Load the weights in float16',
        safe: false,
        gives: py`
        from diffusers import StableDiffusionPipeline
        import torch

        pipe = StableDiffusionPipeline.from_pretrained(
            "a/b",
            use_safetensors=True,
            torch_dtype=torch.float16,
        ).to("cuda")
      `,
      },
    );
  });
});
