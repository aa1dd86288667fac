"""Writes test/golden/fixtures/transforms/*.safetensors: what others make of images under given parameters.

usage: OMP_NUM_THREADS=1 /usr/bin/python3 test/golden/makeTransformFixtures.py [name ...]
needs: Debian's python3-torch (PyTorch 1.13.1), python3-torchvision (0.14.1), python3-pil (Pillow 9.4.0) and python3-numpy

A row of TRANSFORMS is a name, an image or batch, a function and the parameters of each case. Its file holds the input
(image), the result of each case (output/0, output/1, ...) and, in the metadata, the parameters of the cases in their
order. What a paper defines and no library has is written out here in numpy, in float64 and rounded half up.
"""

import json
import pathlib
import sys

import numpy as np
import PIL
import PIL.Image
import torch
import torchvision
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F

from makeFixtures import write_safetensors

BILINEAR = InterpolationMode.BILINEAR


def picture(channels, height, width):
    """Waves with noise on them, all byte values from 0 to 255 among them; hues and brightnesses of all kinds."""
    random = np.random.default_rng(1000 * channels + 100 * height + width)
    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin(x / (2 + c) + c) + np.cos(y / (3 - c / 2) + 2 * c) for c in range(channels)]
    noisy = 128 + 80 * np.stack(waves) + random.normal(0, 30, (channels, height, width))
    return noisy.clip(0, 255).astype(np.uint8)


def pil(image):
    return PIL.Image.fromarray(image[0] if len(image) == 1 else image.transpose(1, 2, 0))


def array(image):
    if isinstance(image, torch.Tensor):
        return image.numpy()
    pixels = np.asarray(image)
    return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)


def on_pil(function):
    return lambda image, **parameters: array(function(pil(image), **parameters))


def on_tensor(function):
    return lambda image, **parameters: array(function(torch.from_numpy(image), **parameters))


def rounded(values):
    return np.floor(values + 0.5).clip(0, 255).astype(np.uint8)


def crop(image, top, left, height, width, padding, mode):
    """torchvision pads with a mode, then cuts out; top and left count from the corner of the padded image."""
    padded = F.pad(torch.from_numpy(image), padding, padding_mode={"zero": "constant"}.get(mode, mode))
    return array(F.crop(padded, top, left, height, width))


def resize(image, size, exact):
    return F.resize(image, [size, size] if exact else size, BILINEAR)


def resized_crop(image, top, left, height, width, size):
    return F.resized_crop(image, top, left, height, width, [size, size], BILINEAR)


def affine(image, degrees, dx, dy, scale, shear):
    return F.affine(image, degrees, [dx, dy], scale, [shear, 0.0], BILINEAR)


def blur(image, kernelSize, sigma):
    return F.gaussian_blur(image, [kernelSize, kernelSize], [sigma, sigma])


def elastic(image, alpha, sigma, noise):
    """torchvision's ElasticTransform with numbers that are given instead of drawn: sines of squares, as both sides know them."""
    _, height, width = image.shape
    field = np.sin(noise * np.arange(2 * height * width, dtype=np.float64) ** 2).reshape(2, 1, 1, height, width)
    parts = []
    for axis, extent in enumerate([height, width]):
        part = torch.tensor(field[axis], dtype=torch.float32)
        size = int(8 * sigma + 1)
        size += size % 2 == 0
        if sigma > 0:
            part = F.gaussian_blur(part, [size, size], [sigma, sigma])
        parts.append(part * alpha / extent)
    displacement = torch.cat(parts, 1).permute(0, 2, 3, 1)
    return F.elastic_transform(image, displacement, BILINEAR)


def erase(image, top, left, height, width):
    return F.erase(image, top, left, height, width, torch.zeros(1, 1, 1, dtype=torch.uint8))


def translate(image, dx, dy, mode):
    if mode == "circular":
        return np.roll(image, (dy, dx), (1, 2))
    far = max(abs(dx), abs(dy))
    padded = np.pad(image, ((0, 0), (far, far), (far, far)), {"zero": "constant"}.get(mode, mode))
    return padded[:, far - dy:far - dy + image.shape[1], far - dx:far - dx + image.shape[2]].copy()


def lighting(image, factors):
    """fb.resnet.torch: the image in fractions of 1 plus eigenvectors · (eigenvalues * factors)."""
    eigenvalues = np.array([0.2175, 0.0188, 0.0045])
    eigenvectors = np.array([[-0.5675, 0.7192, 0.4009], [-0.5808, -0.0045, -0.8140], [-0.5836, -0.6948, 0.4203]])
    return rounded(255 * (image / 255 + (eigenvectors @ (eigenvalues * factors))[:, None, None]))


def cutout(image, row, column, size, value):
    """DeVries & Taylor's code: a square around a pixel, cut at the edges."""
    _, height, width = image.shape
    top, bottom = np.clip([row - size // 2, row + size // 2], 0, height)
    left, right = np.clip([column - size // 2, column + size // 2], 0, width)
    covered = image.copy()
    covered[:, top:bottom, left:right] = value
    return covered


def patch_shuffle(image, grid, order):
    channels, height, width = image.shape
    cells = image.reshape(channels, grid, height // grid, grid, width // grid).transpose(1, 3, 0, 2, 4)
    cells = cells.reshape(grid * grid, channels, height // grid, width // grid)[order]
    cells = cells.reshape(grid, grid, channels, height // grid, width // grid)
    return cells.transpose(2, 0, 3, 1, 4).reshape(image.shape).copy()


def mixup(images, partners, otherShare):
    return rounded((1 - otherShare) * images + otherShare * images[partners].astype(np.float64))


def cutmix(images, partners, keptShare, row, column):
    """rand_bbox of the authors' code."""
    _, _, height, width = images.shape
    cut = np.sqrt(1.0 - keptShare)
    cut_height, cut_width = int(height * cut), int(width * cut)
    top, bottom = np.clip([row - cut_height // 2, row + cut_height // 2], 0, height)
    left, right = np.clip([column - cut_width // 2, column + cut_width // 2], 0, width)
    mixed = images.copy()
    mixed[:, :, top:bottom, left:right] = images[partners][:, :, top:bottom, left:right]
    return mixed


def cases(**columns):
    """One case for each row of the values, which have the names of the columns."""
    return [dict(zip(columns, row)) for row in zip(*columns.values())]


COLOUR, GREY, BATCH = picture(3, 21, 26), picture(1, 17, 12), np.stack([picture(2, 9, 11 + i)[:, :, :11] for i in range(4)])
PALETTE = picture(3, 50, 50)
FACTORS = [{"factor": factor} for factor in (0.0, 0.37, 0.6, 1.0, 1.4, 2.5)]

TRANSFORMS = {
    "affine": (COLOUR, on_tensor(affine), cases(
        degrees=[0.0, 13.0, -40.0, 0.0, 171.0], dx=[0, 2, -1, 3, 0], dy=[0, -3, 0, 4, 5], scale=[1.0, 1.0, 0.7, 1.3, 1.6],
        shear=[0.0, 0.0, 0.0, 20.0, -33.0])),
    "blur": (COLOUR, on_tensor(blur), cases(kernelSize=[3, 5, 11, 21], sigma=[0.5, 1.0, 0.1, 3.3])),
    "blur-grey": (GREY, on_tensor(blur), cases(kernelSize=[7], sigma=[1.7])),
    "brightness": (COLOUR, on_pil(lambda image, factor: F.adjust_brightness(image, factor)), FACTORS),
    "centre-crop": (COLOUR, on_pil(lambda image, size: F.center_crop(image, [size, size])),
                    cases(size=[1, 16, 17, 20, 21, 22, 24, 25, 31])),
    "contrast": (COLOUR, on_pil(lambda image, factor: F.adjust_contrast(image, factor)), FACTORS),
    "contrast-grey": (GREY, on_pil(lambda image, factor: F.adjust_contrast(image, factor)), FACTORS),
    "crop": (COLOUR, crop, cases(
        top=[0, 5, 3, 0, 8], left=[8, 1, 0, 0, 9], height=[21, 21, 10, 29, 21], width=[26, 26, 12, 34, 26],
        padding=[4, 4, 0, 4, 5], mode=["zero", "reflect", "zero", "edge", "edge"])),
    "cutmix": (BATCH, cutmix, cases(
        partners=[[2, 0, 3, 1]] * 4, keptShare=[0.5, 0.93, 0.0, 1.0], row=[4, 0, 8, 3], column=[5, 10, 2, 3])),
    "cutout": (COLOUR, cutout, cases(row=[10, 0, 20], column=[10, 25, 3], size=[8, 16, 2], value=[0, 128, 255])),
    "elastic": (COLOUR, on_tensor(elastic), cases(
        alpha=[30.0, 60.0, 8.0], sigma=[1.2, 0.4, 0.0], noise=[0.7, 0.31, 0.011])),
    "erase": (COLOUR, on_tensor(erase), cases(top=[3, 0], left=[4, 20], height=[10, 21], width=[12, 6])),
    "flip": (COLOUR, on_pil(F.hflip), [{}]),
    "grey": (PALETTE, on_pil(lambda image, channels: F.rgb_to_grayscale(image, channels)), cases(channels=[1, 3])),
    "hue": (PALETTE, on_pil(lambda image, factor: F.adjust_hue(image, factor)),
            [{"factor": factor} for factor in (-0.5, -0.13, 0.0, 0.05, 0.31, 0.5)]),
    "lighting": (COLOUR, lighting, cases(factors=[[0.1, -0.2, 0.05], [-0.4, 0.1, 0.3]])),
    "mixup": (BATCH, mixup, cases(partners=[[2, 0, 3, 1], [0, 1, 2, 3], [1, 0, 3, 2]], otherShare=[0.3, 0.6, 0.911])),
    "patch-shuffle": (picture(2, 12, 9), patch_shuffle, cases(grid=[3], order=[[4, 2, 8, 0, 1, 7, 6, 3, 5]])),
    "resize": (COLOUR, on_pil(resize), cases(
        size=[7, 14, 21, 40, 8, 33, 1], exact=[False, False, False, False, True, True, True])),
    "resize-grey": (GREY, on_pil(resize), cases(size=[5, 30], exact=[False, True])),
    "resized-crop": (COLOUR, on_pil(resized_crop), cases(
        top=[0, 3, 20, 5], left=[0, 11, 25, 2], height=[21, 15, 1, 7], width=[26, 9, 1, 23], size=[16, 24, 8, 5])),
    "rotate": (COLOUR, on_tensor(lambda image, degrees: F.rotate(image, degrees, BILINEAR)),
               cases(degrees=[7.0, -15.0, 88.5, 123.4])),
    "rotate-grey": (GREY, on_tensor(lambda image, degrees: F.rotate(image, degrees, BILINEAR)), cases(degrees=[30.0])),
    "saturation": (COLOUR, on_pil(lambda image, factor: F.adjust_saturation(image, factor)), FACTORS),
    "translate": (COLOUR, translate, cases(
        dx=[3, -5, 4, -2], dy=[-2, 6, 1, -7], mode=["zero", "circular", "reflect", "reflect"])),
}


def main(names):
    torch.set_num_threads(1)
    folder = pathlib.Path(__file__).parent / "fixtures" / "transforms"
    folder.mkdir(parents=True, exist_ok=True)
    writer = f"torchvision {torchvision.__version__}, Pillow {PIL.__version__}, NumPy {np.__version__}"
    for name in names or TRANSFORMS:
        image, function, parameters = TRANSFORMS[name]
        outputs = [np.ascontiguousarray(function(image, **case)) for case in parameters]
        tensors = {"image": image, **{f"output/{i}": output for i, output in enumerate(outputs)}}
        write_safetensors(folder / f"{name}.safetensors", tensors, {"writer": writer, "cases": json.dumps(parameters)})


if __name__ == "__main__":
    main(sys.argv[1:])
