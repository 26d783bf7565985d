"""The settings that join the demo company's five databases to the program."""

from pathlib import Path

HOLD_OUT = 10
"""To so many percent of customers nothing is suggested."""

TEXT = '''# Screenpop at the demo company. Every department keeps its customers under numbers of its own.
region = "PL"
agent = "anna"
data = {data}

[line]
kind = "simulator"

[[called]]
numbers = ["22 555 01 00"]
label = "Nad Wisłokiem · Sales PL"
colour = "#0b6e4f"
greeting = "Dzień dobry, Hurtownia Nad Wisłokiem, w czym mogę pomóc?"
language = "pl"
notice = "Deliveries from Gdańsk are a day late today"

[[called]]
numbers = ["22 555 01 40"]
queues = ["Invoices"]
label = "Nad Wisłokiem · Invoices"
colour = "#7a3e9d"
greeting = "Dzień dobry, księgowość Hurtowni Nad Wisłokiem."
language = "pl"
panels = ["accounting", "credit", "sales"]

[[links]]
label = "Open in the CRM"
url = "https://crm.nad-wislokiem.example/customers/{{customer_id}}"

[[links]]
label = "Ledger"
department = "accounting"
url = "https://ledger.nad-wislokiem.example/accounts/{{ref}}"

[[facts]]
name = "channel"
ask = "How would you like to hear from us?"
label = "prefers"
kind = "choice"
choices = ["telephone", "e-mail", "text message"]
again_after = "730d"

[[facts]]
name = "line_of_business"
ask = "What line of business are you in?"
label = "works in"
kind = "choice"
choices = ["roofing", "interior fitting", "civil works", "gardens"]

[[facts]]
name = "recommended_by"
ask = "Who recommended us to you?"
label = "recommended by"

[[facts]]
name = "birthday"
ask = "When is your birthday?"
label = "birthday"
kind = "date"

[record]
spool = "disk"  # an invented company may be forgotten with the disk

[supervision]
role = "supervisor"
per_agent = true
live_names = true
acceptance = true

[offers]
hold_out = {hold_out}
margin = 20
promotion = 10

[[offers.categories]]
name = "heating"
only_after = ["plumbing"]

[[offers.categories]]
name = "safety"
weight = 120

[playbook]
file = {playbook}

[sources.crm]
kind = "sql"
url = {crm}

[sources.ledger]
kind = "sql"
url = {ledger}

[sources.shop]
kind = "sql"
url = {shop}

[sources.risk]
kind = "sql"
url = {risk}

[sources.service]
kind = "sql"
url = {service}

[directory]
source = "crm"
contacts = """
select p.written as number, c.customer_no as customer_id, c.company_name as customer, h.full_name as contact,
       h.job as role, h.speaks as language, h.hears_of_money as finance,
       h.may_approach as marketing_ok, h.may_phone as marketing_phone, h.may_mail as marketing_email,
       case when c.is_active = 1 and coalesce(h.is_active, 1) = 1 then 1 else 0 end as active,
       c.since as since, c.ledger_no as ref_accounting, c.shop_id as ref_sales, c.credit_no as ref_credit
from phones p
join companies c on c.customer_no = p.customer_no
left join people h on h.person_id = p.person_id"""

[departments.accounting]
source = "ledger"
open_items = """
select INV_NO as document, substr(DUE_DT, 1, 4) || '-' || substr(DUE_DT, 5, 2) || '-' || substr(DUE_DT, 7, 2) as due,
       OPEN_MINOR / 100.0 as balance, CURR as currency, DISP_FLG as disputed,
       (select substr(POSTED_TO, 1, 4) || '-' || substr(POSTED_TO, 5, 2) || '-' || substr(POSTED_TO, 7, 2)
        from GL_PERIOD) as as_of
from GL_INV where ACCT = :ref and OPEN_MINOR <> 0 order by DUE_DT"""
payments = """
select substr(RCPT_DT, 1, 4) || '-' || substr(RCPT_DT, 5, 2) || '-' || substr(RCPT_DT, 7, 2) as at,
       AMT_MINOR / 100.0 as amount, CURR as currency
from GL_RCPT where ACCT = :ref order by RCPT_DT desc limit 5"""
books = """
select substr(POSTED_TO, 1, 4) || '-' || substr(POSTED_TO, 5, 2) || '-' || substr(POSTED_TO, 7, 2) as as_of
from GL_PERIOD"""

[departments.sales]
source = "shop"
purchases = """
select o."placedAt" as at, l."sku" as product, p."title" as name, l."qty" as quantity, l."lineTotal" as amount,
       o."currency" as currency
from "orders" o join "orderLines" l using ("orderId") join "products" p using ("sku")
where o."buyerId" = :ref order by o."placedAt" desc, l."position\""""
orders = """
select "orderId" as number, "status" as status, "promisedFor" as promised, "trackingCode" as tracking
from "orders" where "buyerId" = :ref and "deliveredOn" is null order by "promisedFor\""""
quotes = """
select "quoteNo" as number, "validUntil" as valid_until, "total" as amount, "currency" as currency
from "quotes" where "buyerId" = :ref order by "validUntil" desc"""

[departments.credit]
source = "risk"
refer_to = "Credit desk, ext. 104"
standing = """
select l.credit_limit, l.exposure, h.held_from is not null as hold, h.why as hold_reason, h.held_from as hold_since,
       t.net_days, t.disc_pct as discount, t.disc_days as discount_days, t.wording as terms, l.ccy as currency,
       l.risk_class as segment, l.past_due as overdue
from limits l
join terms t on t.code = l.terms_code
left join holds h on h.account_ref = l.account_ref and h.released is null
where l.account_ref = :ref"""
offerable = """
select t.wording as terms, t.disc_pct as discount, p.valid_to as until, p.why as reason
from proposals p join terms t on t.code = p.terms_code where p.account_ref = :ref"""

[departments.credit.authority]
levels = ["junior", "senior", "lead"]
default = "junior"
agents = {{ anna = "senior" }}

[[departments.credit.offers]]
standing = "hold"
refer_to = "Credit desk, ext. 104"

[[departments.credit.offers]]
standing = "over_limit"
terms = "prepayment"
reason = "over the limit"

[[departments.credit.offers]]
standing = "overdue"
terms = "net 7"
reason = "until the overdue invoices are paid"

[[departments.credit.offers]]
segment = "A"
standing = "good"
authority = "senior"
terms = "3/14 net 45"
discount = 3
reason = "class A"

[[departments.credit.offers]]
segment = ["A", "B"]
standing = ["good", "near_limit"]
terms = "2/10 net 30"
discount = 2

[[departments.credit.offers]]
standing = "good"
terms = "net 14"

[departments.cross_sell]
source = "shop"
lines = """
select o."buyerId" as customer, o."orderId" as basket, o."placedAt" as at, l."sku" as product, p."title" as name,
       l."qty" as quantity, l."lineTotal" as amount, o."currency" as currency
from "orders" o join "orderLines" l using ("orderId") join "products" p using ("sku")"""
products = """
select "sku" as product, "category" as category, "onShelf" > 0 as in_stock,
       round(("listPrice" - "unitCost") / "listPrice", 4) as margin, "promoted" as promoted
from "products\""""

[departments.value]
source = "crm"
relationship = """
select c.since, p.tier as segment, p.sold_12m as turnover, p.sold_12m_before as previous_turnover, p.ccy as currency,
       p.looked_after_by as manager, p.is_key_account as important
from companies c join account_plans p using (customer_no) where c.customer_no = :customer_id"""

[departments.conversation]
source = "service"
channel = "ticket"
said = """
select opened_utc as at, subject as text, owner as who, state as status,
       'https://service.nad-wislokiem.example/tickets/' || id as link
from ticket where client = :customer_id order by opened_utc desc limit 30"""

[[departments.conversation.also]]
source = "crm"
channel = "e-mail"
said = """
select sent_at as at, body as text, writer as who
from mails where customer_no = :customer_id order by sent_at desc limit 30"""

[[departments.conversation.also]]
source = "shop"
channel = "web order"
ref = "sales"
said = """
select o."placedAt" as at, 'Order ' || o."orderId" || ': ' || count(*) || ' articles, ' ||
       printf('%.2f', sum(l."lineTotal")) || ' ' || o."currency" as text, o."status" as status
from "orders" o join "orderLines" l using ("orderId") where o."buyerId" = :ref
group by o."orderId" order by o."placedAt" desc limit 10"""

[departments.hires]
kind = "table"
title = "Machines on hire"
source = "service"
rows = """
select machine as "Machine", 'H-' || id as "Contract", id as contract_id, due_back as "Due back",
       deposit as "Deposit", ccy as currency, state as "State", trouble as "Trouble"
from hire where client = :customer_id order by due_back"""
money = ["Deposit"]
dates = ["Due back"]
links = {{ Contract = "https://service.nad-wislokiem.example/hires/{{contract_id}}" }}
badges = ["State"]
warnings = ["Trouble"]
'''


def settings_text(folder: Path, data: Path) -> str:
    """A complete settings file.

    Args:
        folder: Where the five databases lie.
        data: Where the program keeps its own.
    """
    urls = {name: _quoted(f"sqlite:///{(folder / f'{name}.db').resolve().as_posix()}") for name in _NAMES}
    playbook = _quoted((folder / "playbook.toml").resolve().as_posix())
    return TEXT.format(data=_quoted(data.resolve().as_posix()), hold_out=HOLD_OUT, playbook=playbook, **urls)


_NAMES = ("crm", "ledger", "shop", "risk", "service")


def _quoted(text: str) -> str:
    """As a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
