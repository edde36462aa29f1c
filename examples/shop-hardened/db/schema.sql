CREATE TABLE product (
  id    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name  text NOT NULL,
  price integer NOT NULL CHECK (price >= 0) -- in cents
);

CREATE TABLE purchase (
  id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product integer NOT NULL REFERENCES product,
  address text NOT NULL,
  at      timestamptz NOT NULL DEFAULT now()
);

INSERT INTO product (name, price) VALUES ('Assam', 690), ('Darjeeling', 890), ('Sencha', 950);
