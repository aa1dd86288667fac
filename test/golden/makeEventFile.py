"""Prints the known answer of src/runs/export/tensorboard.test.ts.

usage: python3 test/golden/makeEventFile.py
needs: tensorboard (2.21.0)
"""

import io

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

file = io.BytesIO()
writer = RecordWriter(file)
writer.write(Event(wall_time=1700000000.5, file_version="brain.Event:2").SerializeToString())
values = {"train/loss": 0.1, "test/accuracy": float("nan"), "time/epoch-seconds": 12}
summary = Summary(value=[Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()])
writer.write(Event(wall_time=1700000012.5, step=3, summary=summary).SerializeToString())
print(file.getvalue().hex())
