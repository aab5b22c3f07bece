#!/bin/sh
# The lab has one shell.
exec /bin/sh "$@"
