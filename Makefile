# PeopleHub in two commands: `make run` and `make test`. Both may be run again at any time.
.POSIX:
.PHONY: run test quick coverage mutants simulation soak bench lint lock help clean

PORT ?= 5000
export PORT
PY = .venv/bin/python

help:
	@echo "make run    start PeopleHub on http://127.0.0.1:$(PORT) (sets itself up the first time)"
	@echo "make test   run every test"
	@echo "make quick  run what is quick of every room, on SQLite (a minute and a half)"
	@echo "make coverage  what of the code those tests reach, lines and branches"
	@echo "make mutants  how many small changes to that code the tests notice (SAMPLE=150, AREA=text, SEED=7)"
	@echo "make simulation  a month of a team of volunteers and of advisors, with each of the rules on and off"
	@echo "make soak   kills, dropped connections, restarts and simulated conversations, the full figures (25 minutes);"
	@echo "            PART=acts: every act raced and made to fail (an hour)"
	@echo "make bench  measure the main pages"
	@echo "make lint   look over the code"
	@echo "make lock   after a change of requirements: lock every package with its hashes"

run:
	@sh deploy/setup.sh requirements.txt
	@exec .venv/bin/gunicorn --config deploy/local.conf.py wsgi:app

test:
	@sh deploy/setup.sh requirements-dev.txt
	@exec $(PY) -m tests.run

quick:
	@sh deploy/setup.sh requirements-dev.txt
	@exec $(PY) -m tests.run --quick

coverage:
	@sh deploy/setup.sh requirements-dev.txt
	@$(PY) -m tests.run --db sqlite -m "not browser and not served" \
		--cov=peoplehub --cov-branch --cov-report=term-missing:skip-covered
	@echo "Permissions, moderation, messages and text, where every line and branch must be reached:"
	@$(PY) -m coverage report --fail-under=100 --show-missing --skip-covered \
		--include="$$($(PY) -m tests.mutation.areas)"

mutants:
	@sh deploy/setup.sh requirements-dev.txt
	@exec nice $(PY) -m tests.mutation $(if $(AREA),--area $(AREA)) $(if $(SAMPLE),--sample $(SAMPLE)) \
		$(if $(SEED),--seed $(SEED))

simulation:
	@sh deploy/setup.sh requirements-dev.txt
	@nice $(PY) -m tests.simulation $(if $(DAYS),--days $(DAYS)) $(if $(SEED),--seed $(SEED))
	@nice $(PY) -m tests.simulation.advising $(if $(DAYS),--days $(DAYS)) $(if $(SEED),--seed $(SEED))
	@exec nice $(PY) -m tests.simulation.questions $(if $(DAYS),--days $(DAYS)) $(if $(SEED),--seed $(SEED))

soak:
	@sh deploy/setup.sh requirements-dev.txt
	@exec $(PY) -m tests.soak $(or $(PART),delivery)

bench:
	@sh deploy/setup.sh requirements-dev.txt
	@exec $(PY) -m bench$(if $(GROWTH),.growth)

lint:
	@sh deploy/setup.sh requirements-dev.txt
	@.venv/bin/ruff check .
	@.venv/bin/djlint --lint --quiet templates
	@.venv/bin/mypy

lock:
	@sh deploy/lock.sh

clean:
	@rm -rf .venv .pytest_cache .ruff_cache
	@echo "Removed the Python environment. Your data in instance/ is untouched."
