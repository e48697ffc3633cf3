"""The local neural models: text in, vectors and scores out. The one room that knows torch and onnxruntime."""
