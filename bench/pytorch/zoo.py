"""The networks of src/zoo in PyTorch: torchvision's where it has them, with the same names of parameters and buffers."""

import torch
from torch import nn
from torchvision.models import densenet, mobilenetv2, resnet, vgg

VGG16 = [1, 1, "M", 2, 2, "M", 4, 4, 4, "M", 8, 8, 8, "M", 8, 8, 8, "M"]
MOBILENET_V1 = [(2, 1, 1), (4, 2, 2), (8, 2, 2), (16, 6, 2), (32, 2, 2)]
# fmt: off
MOBILENET_V2 = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1]]
# fmt: on


def make_resnet(block, depths, **options):
    def make(width, classes, channels, small):
        network = resnet.ResNet(block, depths, num_classes=classes, **options)
        network.inplanes = width
        stem = (3, 1, 1) if small else (7, 2, 3)
        network.conv1 = nn.Conv2d(channels, width, *stem, bias=False)
        network.bn1 = nn.BatchNorm2d(width)
        if small:
            network.maxpool = nn.Identity()
        for stage, depth in enumerate(depths):
            layer = network._make_layer(block, width * 2**stage, depth, stride=1 if stage == 0 else 2)
            setattr(network, f"layer{stage + 1}", layer)
        network.fc = nn.Linear(8 * width * block.expansion, classes)
        return network

    return make


def make_vgg(batch_norm):
    def make(width, classes, channels, small, dropout=0.5):
        layers = vgg.make_layers([m if m == "M" else m * width for m in VGG16], batch_norm)
        layers[0] = nn.Conv2d(channels, width, 3, padding=1)
        network = vgg.VGG(nn.Sequential(), num_classes=1, init_weights=False)
        network.features = layers
        network.avgpool = nn.AdaptiveAvgPool2d(1 if small else 7)
        hidden = 8 * width if small else 64 * width
        network.classifier = nn.Sequential(
            nn.Linear(8 * width * (1 if small else 49), hidden), nn.ReLU(), nn.Dropout(dropout),
            nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(dropout),
            nn.Linear(hidden, classes),
        )
        return network

    return make


def densenet169(width, classes, channels, small):
    network = densenet.DenseNet(width // 2, (6, 12, 32, 32), width, num_classes=classes)
    stem = (3, 1, 1) if small else (7, 2, 3)
    network.features.conv0 = nn.Conv2d(channels, width, *stem, bias=False)
    if small:
        network.features.pool0 = nn.Identity()
    return network


def mobilenet_v2(width, classes, channels, small, dropout=0.2):
    setting = [[t, c, n, 1 if small and i == 1 else s] for i, (t, c, n, s) in enumerate(MOBILENET_V2)]
    network = mobilenetv2.MobileNetV2(classes, width / 32, setting, dropout=dropout)
    first = network.features[0][0]
    stride = 1 if small else 2
    network.features[0][0] = nn.Conv2d(channels, first.out_channels, 3, stride, 1, bias=False)
    return network


class Separable(nn.Module):
    """timm's names: depthwise, then pointwise."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv_dw = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv_pw = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.act = nn.ReLU6()

    def forward(self, x):
        return self.act(self.bn2(self.conv_pw(self.act(self.bn1(self.conv_dw(x))))))


class MobileNetV1(nn.Module):
    def __init__(self, width, classes, channels, small):
        super().__init__()
        self.conv_stem = nn.Conv2d(channels, width, 3, 1 if small else 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        stages, inputs = [], width
        for multiple, depth, stride in MOBILENET_V1:
            blocks = []
            for index in range(depth):
                blocks.append(Separable(inputs, multiple * width, stride if index == 0 else 1))
                inputs = multiple * width
            stages.append(nn.Sequential(*blocks))
        self.blocks = nn.Sequential(*stages)
        self.classifier = nn.Linear(inputs, classes)
        self.act = nn.ReLU6()

    def forward(self, x):
        x = self.act(self.bn1(self.conv_stem(x)))
        return self.classifier(self.blocks(x).mean((2, 3)))


class Preactivated(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False))

    def forward(self, x):
        active = torch.relu(self.bn1(x))
        shortcut = self.shortcut(active) if hasattr(self, "shortcut") else x
        return self.conv2(torch.relu(self.bn2(self.conv1(active)))) + shortcut


class ResNet18k(nn.Module):
    def __init__(self, width, classes, channels, small=True):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 3, 1, 1, bias=False)
        inputs = width
        for stage in range(4):
            outputs = width * 2**stage
            first = Preactivated(inputs, outputs, 1 if stage == 0 else 2)
            setattr(self, f"layer{stage + 1}", nn.Sequential(first, Preactivated(outputs, outputs, 1)))
            inputs = outputs
        self.linear = nn.Linear(inputs, classes)

    def forward(self, x):
        x = self.layer4(self.layer3(self.layer2(self.layer1(self.conv1(x)))))
        return self.linear(x.mean((2, 3)))


class Plain(nn.Module):
    """3×3 convolutions, batch norm perhaps, ReLU, 2×2 max pooling behind some, and a linear layer behind `head`."""

    def __init__(self, channels, widths, pooled, head, features, classes, norm=True, bias=True):
        super().__init__()
        self.pooled, self.head, self.depth, self.norm = pooled, head, len(widths), norm
        for index, width in enumerate(widths, 1):
            setattr(self, f"conv{index}", nn.Conv2d(channels, width, 3, padding=1, bias=bias))
            if norm:
                setattr(self, f"bn{index}", nn.BatchNorm2d(width))
            channels = width
        self.linear = nn.Linear(features, classes)

    def forward(self, x):
        for index in range(1, self.depth + 1):
            x = getattr(self, f"conv{index}")(x)
            x = torch.relu(getattr(self, f"bn{index}")(x) if self.norm else x)
            x = nn.functional.max_pool2d(x, 2) if index in self.pooled else x
        return self.linear(self.head(x).flatten(1))


def mcnn(width, classes, channels, small=True):
    widths = [width * 2**i for i in range(4)]
    return Plain(channels, widths, (2, 3, 4), nn.AdaptiveMaxPool2d(1), widths[-1], classes)


def cnn5(width, classes, channels, small=True):
    widths = [16 * width * 2**i for i in range(5)]
    return Plain(channels, widths, (1, 2, 4), nn.Identity(), 16 * widths[-1], classes, norm=False)


SIXCONV = {
    "standard": ((1, 1, 2, 2, 4, 4), (2, 4)),
    "equal-from-c3": ((1, 1, 2, 2, 2, 2), (2,)),
    "equal-from-c4": ((1, 1, 2, 4, 4, 4), (2, 3)),
}


def sixconv(width, classes, channels, small=True, layout="standard", normalisation="batch"):
    multiples, pooled = SIXCONV[layout]
    widths = [width * multiple for multiple in multiples]
    norm = normalisation == "batch"
    return Plain(channels, widths, pooled, nn.AdaptiveAvgPool2d(1), widths[-1], classes, norm=norm, bias=not norm)


NETWORKS = {
    "resnet18": (make_resnet(resnet.BasicBlock, [2, 2, 2, 2]), 64),
    "resnet34": (make_resnet(resnet.BasicBlock, [3, 4, 6, 3]), 64),
    "resnet50": (make_resnet(resnet.Bottleneck, [3, 4, 6, 3]), 64),
    "resnet101": (make_resnet(resnet.Bottleneck, [3, 4, 23, 3]), 64),
    "resnext50": (make_resnet(resnet.Bottleneck, [3, 4, 6, 3], groups=32, width_per_group=4), 64),
    "mobilenetv1": (MobileNetV1, 32),
    "mobilenetv2": (mobilenet_v2, 32),
    "vgg16": (make_vgg(batch_norm=False), 64),
    "vgg16-bn": (make_vgg(batch_norm=True), 64),
    "densenet169": (densenet169, 64),
    "resnet18k": (ResNet18k, 64),
    "mcnn": (mcnn, 64),
    "cnn5": (cnn5, 1),
    "sixconv": (sixconv, 32),
}


def make_network(name, width=None, classes=10, channels=3, small=True, **options):
    """The network as learnscope's `makeNetwork` has it; `small` is the form for images of 32×32 pixels."""
    make, usual_width = NETWORKS[name]
    return make(width or usual_width, classes, channels, small, **options)


class Relu6OfRelus(nn.Module):
    """ReLU6 that PyTorch 1.13 can train in bf16, where it has no gradient for its own; the fastest of those tried."""

    def forward(self, x):
        return torch.relu(x) - torch.relu(x - 6)


def trainable_in_bf16(network):
    """The same network, with each ReLU6 made of ReLUs."""
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.ReLU6):
                setattr(module, name, Relu6OfRelus())
    return network
