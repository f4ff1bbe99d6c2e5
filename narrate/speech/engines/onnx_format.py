"""ONNX models as what they are on disk, protobuf messages, without the package ``onnx``.

A message is fields one after another, each a key (number and wire type), a length and its content
(protobuf.dev/programming-guides/encoding).  Only the layers that matter are walked, and what stays is copied as it
is.  Field numbers are those of onnx/onnx.proto (github.com/onnx/onnx).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

GRAPH = 7
"""Of ModelProto."""
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
"""Of GraphProto."""
NODE_INPUT, NODE_OUTPUT, NODE_NAME, NODE_OPERATOR, NODE_ATTRIBUTE = 1, 2, 3, 4, 5
"""Of NodeProto."""
NAME, INT, INTS, KIND = 1, 3, 8, 20
"""Of AttributeProto."""
DIMENSIONS, DATA_TYPE, INT32_DATA, TENSOR_NAME, RAW_DATA = 1, 2, 5, 8, 9
"""Of TensorProto."""
TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}
"""TensorProto.DataType."""

VARINT, LENGTH = 0, 2
"""Wire types; the two others have a fixed length."""
FIXED = {1: 8, 5: 4}


class GraphError(ValueError):
    """The bytes are no model."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field lies in its message."""

    number: int
    start: int
    """Of the whole field; ``content`` and ``end`` bound what it holds."""
    content: int
    end: int


def fields(data: bytes, at: int, end: int) -> Iterator[Field]:
    """The fields of the message between ``at`` and ``end``.

    Raises:
        GraphError: it is no message, or is cut off.
    """
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
        yield Field(key >> 3, start, content, at)


def integers(data: bytes, field: Field) -> list[int]:
    """A field's varint, or several packed into one."""
    values: list[int] = []
    at = field.content
    while at < field.end:
        value, at = _read_varint(data, at)
        values.append(value)
    return values


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


def message(number: int, content: bytes) -> bytes:
    """A field that holds bytes, a text or another message."""
    return key(number) + varint(len(content)) + content


def integer(number: int, value: int) -> bytes:
    """A field that holds an integer, 0 or more."""
    return varint(number << 3 | VARINT) + varint(value)


def key(number: int) -> bytes:
    """What stands before the length of a field."""
    return varint(number << 3 | LENGTH)


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


# ── Models ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Node:
    """One operation of a graph; without an operator it is another kind of field."""

    name: bytes = b""
    operator: bytes = b""
    inputs: tuple[bytes, ...] = ()
    outputs: tuple[bytes, ...] = ()


def graph_of(model: bytes) -> Field:
    """Where the graph lies.

    Raises:
        GraphError: it is no model.
    """
    graph = next((field for field in fields(model, 0, len(model)) if field.number == GRAPH), None)
    if graph is None:
        raise GraphError("it is no ONNX model")
    return graph


def with_graph(model: bytes, graph: Field, parts: Iterable[bytes | memoryview]) -> bytes:
    """The model with other fields in its graph."""
    view, parts = memoryview(model), list(parts)
    size = sum(map(len, parts))
    return b"".join([view[: graph.start], key(GRAPH), varint(size), *parts, view[graph.end :]])


def node_of(model: bytes, field: Field) -> Node:
    """A field of a graph as a node."""
    if field.number != NODE:
        return Node()
    found: dict[int, list[bytes]] = {}
    for part in fields(model, field.content, field.end):
        found.setdefault(part.number, []).append(model[part.content : part.end])
    name, operator = (found.get(number, [b""])[0] for number in (NODE_NAME, NODE_OPERATOR))
    return Node(name, operator, tuple(found.get(NODE_INPUT, ())), tuple(found.get(NODE_OUTPUT, ())))


def attributes(model: bytes, node: Field) -> Iterator[tuple[bytes, list[int], Field]]:
    """A node's attributes: the name, its whole numbers if there are any, and where it lies."""
    for field in fields(model, node.content, node.end):
        if field.number == NODE_ATTRIBUTE:
            parts = list(fields(model, field.content, field.end))
            name = next(model[part.content : part.end] for part in parts if part.number == NAME)
            found = [part for part in parts if part.number in (INT, INTS)]
            yield name, [value for part in found for value in integers(model, part)], field


def tensor_name(model: bytes, field: Field) -> bytes:
    """The name of an initializer; "" of another field."""
    if field.number != INITIALIZER:
        return b""
    parts = fields(model, field.content, field.end)
    return next((model[part.content : part.end] for part in parts if part.number == TENSOR_NAME), b"")


def value_name(model: bytes, field: Field) -> bytes:
    """The name of a graph's input or output."""
    parts = fields(model, field.content, field.end)
    return next((model[part.content : part.end] for part in parts if part.number == 1), b"")


def shape_of(model: bytes, tensor: Field) -> list[int]:
    """The dimensions of an initializer."""
    parts = fields(model, tensor.content, tensor.end)
    return [size for part in parts if part.number == DIMENSIONS for size in integers(model, part)]


def node(operator: str, inputs: Iterable[bytes], output: bytes, *attributes: bytes) -> bytes:
    """A node, as a field of a graph."""
    parts = [message(NODE_INPUT, each) for each in inputs]
    parts += [message(NODE_OUTPUT, output), message(NODE_OPERATOR, operator.encode()), *attributes]
    return message(NODE, b"".join(parts))


def int_attribute(name: str, value: int) -> bytes:
    """A number, as a field of a node."""
    return message(NODE_ATTRIBUTE, message(NAME, name.encode()) + integer(INT, value) + integer(KIND, 2))


def ints_attribute(name: str, values: Sequence[int]) -> bytes:
    """Numbers, as a field of a node."""
    numbers = b"".join(integer(INTS, value) for value in values)
    return message(NODE_ATTRIBUTE, message(NAME, name.encode()) + numbers + integer(KIND, 7))


def tensor(name: str, array: np.ndarray) -> bytes:
    """An initializer, as a field of a graph."""
    shape = b"".join(integer(DIMENSIONS, size) for size in array.shape)
    kind = integer(DATA_TYPE, TYPES[array.dtype.name])
    data = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes()
    return message(INITIALIZER, shape + kind + message(TENSOR_NAME, name.encode()) + message(RAW_DATA, data))


def value(number: int, name: str, kind: str, shape: Sequence[int | str]) -> bytes:
    """An input or output, as a field of a graph; a length that is not fixed has a name."""
    sizes = [integer(1, size) if isinstance(size, int) else message(2, size.encode()) for size in shape]
    described = integer(1, TYPES[kind]) + message(2, b"".join(message(1, size) for size in sizes))
    return message(number, message(1, name.encode()) + message(2, message(1, described)))
