"""Classify pests on crop leaves with a ConvNeXt, trained by Lightning."""

import lightning as L
import timm
import torch
from lightning.pytorch.callbacks import ModelCheckpoint
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

NUM_CLASSES = 102
BATCH_SIZE = 32


class PestData(L.LightningDataModule):
    def __init__(self, root="data/ip102", batch_size=BATCH_SIZE):
        super().__init__()
        self.root = root
        self.batch_size = batch_size
        self.augment = transforms.Compose(
            [
                transforms.RandomResizedCrop(224),
                transforms.RandAugment(),
                transforms.ToTensor(),
            ]
        )
        self.plain = transforms.Compose(
            [transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor()]
        )

    def train_dataloader(self):
        data = ImageFolder(f"{self.root}/train", self.augment)
        return DataLoader(data, batch_size=self.batch_size, shuffle=True, num_workers=8, persistent_workers=True)

    def val_dataloader(self):
        data = ImageFolder(f"{self.root}/val", self.plain)
        return DataLoader(data, batch_size=self.batch_size, num_workers=8, persistent_workers=True)


class PestClassifier(L.LightningModule):
    def __init__(self, arch="convnext_tiny", lr=3e-4):
        super().__init__()
        self.save_hyperparameters()
        self.net = timm.create_model(arch, pretrained=True, num_classes=NUM_CLASSES)
        self.loss = torch.nn.CrossEntropyLoss(label_smoothing=0.1)

    def training_step(self, batch, batch_idx):
        images, labels = batch
        logits = self.net(images)
        loss = self.loss(logits, labels)
        accuracy = (logits.argmax(1) == labels).float().mean()
        print(f"step {batch_idx}: loss {loss.item():.3f}")
        self.log_dict({"train_loss": loss, "train_acc": accuracy})
        return loss

    def validation_step(self, batch, batch_idx):
        images, labels = batch
        logits = self.net(images)
        self.log("val_acc", (logits.argmax(1) == labels).float().mean())

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=self.hparams.lr, weight_decay=0.05)


if __name__ == "__main__":
    # joulewise: trainSamples=45095
    trainer = L.Trainer(
        accelerator="gpu",
        devices=1,
        max_epochs=40,
        callbacks=[ModelCheckpoint(monitor="val_acc", mode="max")],
    )
    trainer.fit(PestClassifier(), datamodule=PestData())
