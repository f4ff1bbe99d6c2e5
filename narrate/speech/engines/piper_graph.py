"""Piper's graph, changed before it is loaded: it tells its durations, takes its chances from outside, and its
decoder is a tenth faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from narrate.speech.engines.onnx_format import (
    DIMENSIONS,
    INITIALIZER,
    INPUT,
    NODE,
    NODE_ATTRIBUTE,
    NODE_INPUT,
    NODE_OUTPUT,
    OUTPUT,
    Field,
    Node,
    attributes,
    fields,
    graph_of,
    integer,
    ints_attribute,
    message,
    node,
    node_of,
    shape_of,
    tensor,
    tensor_name,
    value,
    value_name,
    with_graph,
)

NOISE = "narrate_noise"
"""The graph's new input: a vector of normal random numbers, any length."""


def with_durations_and_noise(model: bytes) -> tuple[bytes, bool, bool]:
    """A Piper model that reports its durations and takes its noise from outside.

    Returns:
        The model; whether its last output is now the frames of each input symbol (its only ``Ceil``, where
        piper-tts finds them, too); whether it has the input ``NOISE``, which all its ``RandomNormalLike`` nodes now
        share, each reading as many numbers as it needs, from the start again where there are too few.

    Raises:
        GraphError: it is no model.
    """
    graph = graph_of(model)
    parts: list[bytes | memoryview] = []
    ceilings: list[bytes] = []
    noisy = 0
    view = memoryview(model)
    for field in fields(model, graph.content, graph.end):
        found = node_of(model, field)
        ceilings += found.outputs if found.operator == b"Ceil" else []
        if found.operator == b"RandomNormalLike":
            parts += _noise_nodes(noisy, found.inputs[0], found.outputs[0])
            noisy += 1
        else:
            parts.append(view[field.start : field.end])
    if len(ceilings) == 1:
        parts.append(message(OUTPUT, message(1, ceilings[0])))
    if noisy:
        parts += [
            value(INPUT, NOISE, "float32", ("numbers",)),
            _scalar(f"{NOISE}_0", 0),
            _scalar(f"{NOISE}_1", 1),
        ]
    return with_graph(model, graph, parts), len(ceilings) == 1, noisy > 0


def _noise_nodes(number: int, like: bytes, out: bytes) -> list[bytes]:
    """``out`` in the shape of ``like``, from the numbers of ``NOISE``, counted round and round."""
    noise, zero, one = (name.encode() for name in (NOISE, f"{NOISE}_0", f"{NOISE}_1"))
    shape, size, order, many, places, flat = (
        f"{NOISE}_{number}_{name}".encode() for name in ("shape", "size", "order", "many", "places", "flat")
    )
    return [
        node("Shape", [like], shape),
        node("Size", [like], size),
        node("Range", [zero, size, one], order),
        node("Size", [noise], many),
        node("Mod", [order, many], places),
        node("Gather", [noise, places], flat),
        node("Reshape", [flat, shape], out),
    ]


def _scalar(name: str, value: int) -> bytes:
    return tensor(name, np.array(value, dtype=np.int64))


# ── The decoder in two dimensions ──────────────────────────────────────────────────────────────────

DECODER = b"/dec/"
"""How the names of the decoder's nodes begin: four fifths of the time."""
CONVOLUTIONS = frozenset({b"Conv", b"ConvTranspose"})
ELEMENTWISE = frozenset({b"LeakyRelu", b"Add", b"Div", b"Mul", b"Tanh", b"Constant"})
"""Operators that take any number of dimensions."""
ROW, PICTURE = "narrate_row", "narrate_picture"
"""Shapes: (batch, channels, time), and the same with a height of 1; 0 is as it was, -1 what is left."""


def in_two_dimensions(model: bytes) -> bytes:
    """The model with the decoder's sound as a picture of one row: the same sums, in another order.

    onnxruntime has kernels for pictures that keep sixteen channels side by side, and none such for rows: Piper
    needs a tenth less time (measured with AVX-512), and what it says differs by -121 dB.  A decoder with anything
    unknown in it is left alone.

    Raises:
        GraphError: it is no model.
    """
    graph = graph_of(model)
    parts = list(fields(model, graph.content, graph.end))
    nodes = {field.start: node_of(model, field) for field in parts if field.number == NODE}
    decoder = {start: each for start, each in nodes.items() if each.name.startswith(DECODER)}
    shapes = {name: shape_of(model, field) for field in parts if (name := tensor_name(model, field))}
    weights = {
        name for each in decoder.values() if each.operator in CONVOLUTIONS for name in each.inputs[1:2]
    }
    elsewhere = {name for start, each in nodes.items() if start not in decoder for name in each.inputs}
    if not _is_known(decoder.values(), shapes, weights) or weights & elsewhere:
        return model
    made = {name for each in decoder.values() for name in each.outputs}
    read = {name for each in decoder.values() for name in each.inputs}
    named = {value_name(model, field) for field in parts if field.number == OUTPUT}
    entering, leaving = read - made - set(shapes), made & (elsewhere | named)
    outside = set(entering)
    out: list[bytes | memoryview] = [
        tensor(ROW, np.array((0, 0, -1), dtype=np.int64)),
        tensor(PICTURE, np.array((0, 0, 1, -1), dtype=np.int64)),
    ]
    for field in parts:
        if field.start in decoder:
            brought = outside.intersection(decoder[field.start].inputs)
            out += [node("Reshape", [name, PICTURE.encode()], name + b"_picture") for name in sorted(brought)]
            outside -= brought
            out += _as_picture(model, field, decoder[field.start], entering, leaving)
        elif tensor_name(model, field) in weights:
            out.append(_weights_of_pictures(model, field))
        else:
            out.append(memoryview(model)[field.start : field.end])
    return with_graph(model, graph, out)


def _is_known(decoder: Collection[Node], shapes: Mapping[bytes, list[int]], weights: set[bytes]) -> bool:
    """Whether all of it does to pictures what it does to rows."""
    numbers = {name for each in decoder for name in each.inputs if name in shapes} - weights
    return (
        bool(weights)
        and all(each.operator in CONVOLUTIONS | ELEMENTWISE for each in decoder)
        and all(len(shapes.get(name, ())) == 3 for name in weights)
        and all(len(shapes[name]) <= 1 for name in numbers)
    )


def _as_picture(
    model: bytes, field: Field, found: Node, entering: set[bytes], leaving: set[bytes]
) -> Iterator[bytes]:
    """A node of the decoder, with what brings its sound back outside after it.

    Args:
        entering: what the decoder reads of others.
        leaving: what others read of the decoder.
    """
    content = b""
    for part in fields(model, field.content, field.end):
        name = model[part.content : part.end]
        if part.number in (NODE_INPUT, NODE_OUTPUT):
            content += message(part.number, name + b"_picture" if name in entering | leaving else name)
        elif part.number != NODE_ATTRIBUTE or found.operator not in CONVOLUTIONS:
            content += model[part.start : part.end]
    if found.operator in CONVOLUTIONS:
        content += b"".join(_attributes_of_pictures(model, field))
    yield message(NODE, content)
    for name in leaving.intersection(found.outputs):
        yield node("Reshape", [name + b"_picture", ROW.encode()], name)


def _attributes_of_pictures(model: bytes, convolution: Field) -> Iterator[bytes]:
    """Whatever it does to the time, nothing to the height."""
    for name, values, field in attributes(model, convolution):
        if name in (b"kernel_shape", b"dilations", b"strides"):
            yield ints_attribute(name.decode(), [1, *values])
        elif name == b"output_padding":
            yield ints_attribute(name.decode(), [0, *values])
        elif name == b"pads":
            yield ints_attribute(name.decode(), [0, values[0], 0, values[1]])
        else:
            yield model[field.start : field.end]


def _weights_of_pictures(model: bytes, field: Field) -> bytes:
    """Of shape (out, in, 1, taps): the same numbers in the same order."""
    parts = list(fields(model, field.content, field.end))
    first, second, taps = shape_of(model, field)
    shape = b"".join(integer(DIMENSIONS, size) for size in (first, second, 1, taps))
    rest = [model[part.start : part.end] for part in parts if part.number != DIMENSIONS]
    return message(INITIALIZER, shape + b"".join(rest))
