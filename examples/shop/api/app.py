"""The shop's API: the products, and orders that go to the worker's queue."""

import json
import os

import psycopg
import redis
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
cache = redis.Redis.from_url(os.environ["CACHE_URL"], socket_timeout=2)


def database():
    return psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=2)


@app.get("/health")
def health():
    return "ok\n"


@app.get("/products")
def products():
    with database() as connection:
        rows = connection.execute("SELECT id, name, price FROM product ORDER BY name").fetchall()
    return jsonify([{"id": id, "name": name, "price": price} for id, name, price in rows])


@app.post("/orders")
def order():
    wish = request.get_json(silent=True) or {}
    product, address = wish.get("product"), wish.get("address")
    if not isinstance(product, int) or not isinstance(address, str):
        abort(400)
    with database() as connection:
        row = connection.execute(
            "INSERT INTO purchase (product, address) VALUES (%s, %s) RETURNING id", (product, address)
        ).fetchone()
    cache.rpush("parcels", json.dumps({"order": row[0], "address": address}))
    return jsonify(order=row[0]), 201
