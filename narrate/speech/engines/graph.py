"""Small changes to an ONNX graph before it is loaded, without the package ``onnx``.

A model is a protobuf message: fields one after another, each a key (number and wire type), a length and its
content.  Only the outermost two layers are walked, and all that stays is copied as it is.  Field numbers are
those of onnx/onnx.proto (github.com/onnx/onnx).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GRAPH = 7
"""Of ModelProto."""
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
"""Of GraphProto."""
NODE_INPUT, NODE_OUTPUT, NODE_OPERATOR = 1, 2, 4
"""Of NodeProto."""
FLOAT, INT64 = 1, 7
"""TensorProto.DataType."""
VARINT, LENGTH = 0, 2
"""Wire types; the two others have a fixed length."""
FIXED = {1: 8, 5: 4}

NOISE = "narrate_noise"
"""The graph's new input: a vector of normal random numbers, any length."""


class GraphError(ValueError):
    """The bytes are no model."""


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    start: int
    """Of the whole field; ``content`` and ``end`` bound what it holds."""
    content: int
    end: int


def with_durations_and_noise(model: bytes) -> tuple[bytes, bool, bool]:
    """A Piper model that reports its durations and takes its noise from outside.

    Returns:
        The model; whether its last output is now the frames of each input symbol (its only ``Ceil``, where
        piper-tts finds them, too); whether it has the input ``NOISE``, which all its ``RandomNormalLike`` nodes now
        share, each reading as many numbers as it needs, from the start again where there are too few.

    Raises:
        GraphError: it is no model.
    """
    graph = next((field for field in _fields(model, 0, len(model)) if field.number == GRAPH), None)
    if graph is None:
        raise GraphError("it is no ONNX model")
    parts: list[bytes | memoryview] = []
    ceilings: list[bytes] = []
    noisy = 0
    view = memoryview(model)
    for field in _fields(model, graph.content, graph.end):
        operator, inputs, outputs = _node_of(model, field)
        ceilings += outputs if operator == b"Ceil" else []
        if operator == b"RandomNormalLike":
            parts.append(_noise_nodes(noisy, inputs[0], outputs[0]))
            noisy += 1
        else:
            parts.append(view[field.start : field.end])
    if len(ceilings) == 1:
        parts.append(_message(OUTPUT, _message(1, ceilings[0])))
    if noisy:
        parts += [_vector_input(NOISE), _scalar(f"{NOISE}_0", 0), _scalar(f"{NOISE}_1", 1)]
    size = sum(map(len, parts))
    whole = [view[: graph.start], _key(GRAPH), _varint(size), *parts, view[graph.end :]]
    return b"".join(whole), len(ceilings) == 1, noisy > 0


def _fields(data: bytes, at: int, end: int) -> Iterator[_Field]:
    while at < end:
        start = at
        key, at = _read_varint(data, at)
        content = at
        if key & 7 == LENGTH:
            length, content = _read_varint(data, at)
            at = content + length
        elif key & 7 == VARINT:
            _, at = _read_varint(data, at)
        elif key & 7 in FIXED:
            at += FIXED[key & 7]
        else:
            raise GraphError("it is no ONNX model")
        if at > end:
            raise GraphError("it is cut off")
        yield _Field(key >> 3, start, content, at)


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise GraphError("it is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise GraphError("it is no ONNX model")


def _node_of(data: bytes, field: _Field) -> tuple[bytes, list[bytes], list[bytes]]:
    """Operator, inputs and outputs of a node; nothing for any other field."""
    operator, inputs, outputs = b"", list[bytes](), list[bytes]()
    if field.number != NODE:
        return operator, inputs, outputs
    for part in _fields(data, field.content, field.end):
        if part.number == NODE_OPERATOR:
            operator = data[part.content : part.end]
        elif part.number == NODE_INPUT:
            inputs.append(data[part.content : part.end])
        elif part.number == NODE_OUTPUT:
            outputs.append(data[part.content : part.end])
    return operator, inputs, outputs


def _noise_nodes(number: int, like: bytes, out: bytes) -> bytes:
    """``out`` in the shape of ``like``, from the numbers of ``NOISE``, counted round and round."""
    noise, zero, one = (name.encode() for name in (NOISE, f"{NOISE}_0", f"{NOISE}_1"))
    shape, size, order, many, places, flat = (
        f"{NOISE}_{number}_{name}".encode() for name in ("shape", "size", "order", "many", "places", "flat")
    )
    return b"".join(
        [
            _node("Shape", [like], shape),
            _node("Size", [like], size),
            _node("Range", [zero, size, one], order),
            _node("Size", [noise], many),
            _node("Mod", [order, many], places),
            _node("Gather", [noise, places], flat),
            _node("Reshape", [flat, shape], out),
        ]
    )


def _node(operator: str, inputs: Sequence[bytes], output: bytes) -> bytes:
    parts = [_message(NODE_INPUT, name) for name in inputs]
    return _message(
        NODE, b"".join([*parts, _message(NODE_OUTPUT, output), _message(NODE_OPERATOR, operator.encode())])
    )


def _vector_input(name: str) -> bytes:
    """A ValueInfoProto: name, and a type that is a float tensor of one dimension without a fixed length."""
    dimension = _message(1, _message(2, b"numbers"))
    tensor = _number(1, FLOAT) + _message(2, dimension)
    return _message(INPUT, _message(1, name.encode()) + _message(2, _message(1, tensor)))


def _scalar(name: str, value: int) -> bytes:
    """A TensorProto without dimensions."""
    content = _number(2, INT64) + _message(8, name.encode()) + _message(9, value.to_bytes(8, "little"))
    return _message(INITIALIZER, content)


def _message(number: int, content: bytes) -> bytes:
    return _key(number) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3 | VARINT) + _varint(value)


def _key(number: int) -> bytes:
    return _varint(number << 3 | LENGTH)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
