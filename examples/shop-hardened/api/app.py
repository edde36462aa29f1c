"""The shop's API: the products, and orders that go to the worker's queue."""

import hmac
import json
import os
from pathlib import Path

import psycopg
import redis
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
cache = redis.Redis.from_url(os.environ["CACHE_URL"], socket_timeout=2)


def secret(name):
    return Path(os.environ[f"{name}_FILE"]).read_text().strip()


def database():
    return psycopg.connect(
        host=os.environ["DB_HOST"],
        dbname=os.environ["DB_NAME"],
        user=os.environ["DB_USER"],
        password=secret("DB_PASSWORD"),
        connect_timeout=2,
    )


@app.get("/health")
def health():
    return "ok\n"


@app.get("/products")
def products():
    with database() as connection:
        rows = connection.execute("SELECT id, name, price FROM product ORDER BY name").fetchall()
    return jsonify([{"id": id, "name": name, "price": price} for id, name, price in rows])


@app.put("/products/<int:product>/price")
def change_price(product):
    login = request.authorization
    if login is None or not hmac.compare_digest(login.password or "", secret("ADMIN_PASSWORD")):
        abort(401)
    with database() as connection:
        connection.execute("UPDATE product SET price = %s WHERE id = %s", (request.get_json()["price"], product))
    return "", 204


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
