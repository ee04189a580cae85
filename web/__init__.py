"""What is seen: the page, the interfaces, the server.

This file is run before any module of this floor, so what must stand in the environment before Gradio is imported is set
here: nothing of it goes out to the network. index/__init__.py does the same for the model.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["DO_NOT_TRACK"] = "1"
os.environ["OTEL_SDK_DISABLED"] = "true"  # FastAPI would hand requests to any exporter that is configured
