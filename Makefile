# `make` or `make help` lists what there is. Every target sets up .venv first (nothing is done twice).
PYTHON ?= python3
VENV := .venv/bin/python
FLOORS := report index retrieval web ui.py
export Q

.PHONY: help run test soak check ask index model evaluate setup tools

help:  ## 列出这些命令
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: setup  ## 安装、取模型、建库并打开网页 http://127.0.0.1:7860
	@$(VENV) ui.py

ask: setup  ## 在命令行提问:make ask Q=热线反映的问题解决率是多少
	@test -n "$$Q" || { echo '缺少问题:make ask Q=热线反映的问题解决率是多少' >&2; exit 2; }
	@$(VENV) -m retrieval ask "$$Q"

index: setup  ## 把 data/reports 里的报告编入库
	@$(VENV) -m index add data/reports

model: tools  ## 取模型(默认 m3e-small;CHUCHU_MODEL=所有者/名称 可另指)
	@$(VENV) -m index.weights

test: setup  ## 运行全部测试
	@$(VENV) -m pytest -n 2 --dist loadfile

soak: setup  ## 久跑:make test 里只跑百分之一的,这里全部跑完(约二十分钟;有 ../shared/reports 则取其中全部报告)
	@$(VENV) -m pytest -n 2 --dist worksteal -m soak

check: tools  ## ruff、mypy --strict 与楼层测试
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy --strict $(FLOORS) tests benchmarks scripts
	@$(VENV) -m pytest tests/test_layers.py

evaluate: setup  ## 评测;EVAL=文件夹 加入其他题集
	@$(VENV) -m benchmarks.evaluate $(EVAL)

setup:
	@$(PYTHON) scripts/bootstrap.py

tools:
	@$(PYTHON) scripts/bootstrap.py --no-model

# The tests look at the default model, whatever a person works with.
test soak: export CHUCHU_MODEL :=
soak: export CHUCHU_SOAK := 100
# Two processes, each computing on one thread, leave room for the browser: 6 minutes in place of 10 on two cores.
test soak: export OMP_NUM_THREADS := 1
