-- The columns of Odoo 17 that the preset reads, with Odoo's own types, and one customer. No Odoo ever saw this.
create table res_currency (id serial primary key, name varchar not null, active boolean);
create table res_company (id serial primary key, name varchar not null, currency_id integer not null);
create table res_partner (
    id serial primary key, name varchar, commercial_partner_id integer, parent_id integer, active boolean, phone varchar,
    mobile varchar, function varchar, lang varchar, type varchar, user_id integer, sale_warn varchar, sale_warn_msg text,
    create_date timestamp without time zone);
create table res_users (id serial primary key, login varchar not null, password varchar, partner_id integer not null);
create table res_partner_category (id serial primary key, name jsonb not null);
create table res_partner_res_partner_category_rel (partner_id integer not null, category_id integer not null);
create table account_account (id serial primary key, account_type varchar not null);
create table account_journal (id serial primary key, type varchar not null);
create table account_payment_term (id serial primary key, name jsonb not null);
create table account_move (
    id serial primary key, name varchar, date date not null, invoice_date date, state varchar not null,
    move_type varchar not null, journal_id integer not null, company_id integer, commercial_partner_id integer,
    amount_untaxed_signed numeric);
create table account_move_line (
    id serial primary key, move_id integer not null, move_name varchar, parent_state varchar, date date,
    date_maturity date, account_id integer, journal_id integer, partner_id integer, company_id integer,
    currency_id integer not null, reconciled boolean, amount_residual numeric, amount_residual_currency numeric,
    amount_currency numeric);
create table ir_property (
    id serial primary key, name varchar, res_id varchar, company_id integer, value_float double precision,
    value_reference varchar);
create table product_template (id serial primary key, name jsonb not null);
create table product_product (id serial primary key, default_code varchar, product_tmpl_id integer not null);
create table sale_order (
    id serial primary key, name varchar not null, partner_id integer not null, company_id integer not null,
    currency_id integer, currency_rate numeric, state varchar, date_order timestamp without time zone not null,
    validity_date date, commitment_date timestamp without time zone, delivery_status varchar, amount_total numeric);
create table sale_order_line (
    id serial primary key, order_id integer not null, display_type varchar, product_id integer, name text not null,
    product_uom_qty numeric not null, price_subtotal numeric, untaxed_amount_to_invoice numeric);
create table stock_picking (
    id serial primary key, sale_id integer, state varchar, scheduled_date timestamp without time zone,
    carrier_tracking_ref varchar);
create table mail_message (
    id serial primary key, model varchar, res_id integer, message_type varchar not null, subject varchar, body text,
    author_id integer, date timestamp without time zone);

insert into res_currency (name) values ('PLN'), ('EUR');
insert into res_company (name, currency_id) values ('Ours', 1);
insert into res_partner (name, commercial_partner_id, active, phone, function, user_id, sale_warn, sale_warn_msg) values
    ('Elektro Wąs', 1, true, '22/620-30-40', null, 1, 'block', 'Pays late'),
    ('Anna Wąs', 1, true, '+48 601 234 567', 'Buyer', null, null, null),
    ('Zofia Handlowa', 3, true, null, null, null, null, null);
insert into res_users (login, password, partner_id) values ('zofia', 'x', 3);
insert into res_partner_category (name) values ('{"en_US": "Installers"}');
insert into res_partner_res_partner_category_rel values (1, 1);
insert into account_account (account_type) values ('asset_receivable'), ('income');
insert into account_journal (type) values ('sale'), ('bank');
insert into account_payment_term (name) values ('{"en_US": "30 Days"}');
insert into ir_property (name, res_id, company_id, value_float, value_reference) values
    ('credit_limit', 'res.partner,1', 1, 5000, null),
    ('property_payment_term_id', 'res.partner,1', 1, null, 'account.payment.term,1');
insert into account_move (name, date, invoice_date, state, move_type, journal_id, company_id, commercial_partner_id,
                          amount_untaxed_signed) values
    ('INV/1', current_date - 60, current_date - 60, 'posted', 'out_invoice', 1, 1, 1, 1000),
    ('INV/2', current_date - 400, current_date - 400, 'posted', 'out_invoice', 1, 1, 1, 300),
    ('BNK/1', current_date - 9, null, 'posted', 'entry', 2, 1, null, 0);
insert into account_move_line (move_id, move_name, parent_state, date, date_maturity, account_id, journal_id, partner_id,
                               company_id, currency_id, reconciled, amount_residual, amount_residual_currency,
                               amount_currency) values
    (1, 'INV/1', 'posted', current_date - 60, current_date - 30, 1, 1, 1, 1, 1, false, 830, 830, 1230),
    (1, 'INV/1', 'posted', current_date - 60, null, 2, 1, 1, 1, 1, false, 0, 0, -1000),
    (2, 'INV/2', 'posted', current_date - 400, current_date - 370, 1, 1, 1, 1, 2, false, 40, 10, 75),
    (3, 'BNK/1', 'posted', current_date - 9, null, 1, 2, 1, 1, 1, true, 0, 0, -400);
insert into product_template (name) values ('{"en_US": "Cable"}');
insert into product_product (default_code, product_tmpl_id) values ('K-100', 1);
insert into sale_order (name, partner_id, company_id, currency_id, currency_rate, state, date_order, validity_date,
                        commitment_date, delivery_status, amount_total) values
    ('S1', 2, 1, 1, 1, 'sale', now() - interval '5 days', null, now() + interval '3 days', 'partial', 246),
    ('S2', 1, 1, 2, 0.25, 'sent', now() - interval '1 day', current_date + 20, null, null, 99);
insert into sale_order_line (order_id, product_id, name, product_uom_qty, price_subtotal, untaxed_amount_to_invoice)
    values (1, 1, 'Cable, red', 4, 200, 200), (2, 1, 'Cable', 1, 80, 0);
insert into stock_picking (sale_id, state, carrier_tracking_ref) values (1, 'done', 'PS-0099');
insert into mail_message (model, res_id, message_type, subject, body, author_id, date)
    values ('sale.order', 1, 'comment', null, '<p>Call before <b>noon</b></p>', 3, now() at time zone 'UTC');
