"""The keys of what is suggested to customers, what is said when, and how it is learnt."""

from screenpop.sentences import say
from screenpop.settings.words.words import Catalogue, Words

OFFERS: Catalogue = {
    "offers": Words(say("Suggestions"), say("What becomes of suggestions on the card.")),
    "offers.declined_rests": Words(
        say("Declined rests for"), say("So long nobody suggests again what a customer declined.")
    ),
    "offers.bought_rests": Words(
        say("Bought rests for"), say("So long nobody suggests what a customer has just bought.")
    ),
    "offers.hold_out": Words(
        say("Held out, in percent"),
        say(
            "To so many customers nothing is suggested, so that it can be measured what suggestions are good for."
        ),
    ),
    "offers.margin": Words(
        say("Weight of the margin, in percent"),
        say("By so much a full margin brings a product forward; 0 is not at all."),
    ),
    "offers.promotion": Words(
        say("Weight of a promotion, in percent"),
        say("By so much being promoted brings a product forward; 0 is not at all."),
    ),
    "offers.categories": Words(say("Categories"), say("Rules for whole categories of products.")),
    "offers.categories.name": Words(
        say("Category"), say("As the products' source calls it."), example="Spare parts"
    ),
    "offers.categories.offer": Words(
        say("May be offered"), say("Switched off, none of it is ever suggested.")
    ),
    "offers.categories.only_after": Words(
        say("Only after"), say("Only to those who bought one of these categories; one a line.")
    ),
    "offers.categories.weight": Words(
        say("Weight, in percent"), say("More than 100 brings the category forward, less pushes it back.")
    ),
    "playbook": Words(say("Playbook"), say("Your own rules of what is said when.")),
    "playbook.file": Words(
        say("Playbook"), say("Your rules, gestures and campaigns; what it does not name is as shipped.")
    ),
    "learn": Words(say("Learning"), say("How suggestions are computed from the sales history, each night.")),
    "learn.engine": Words(
        say("Computed by"),
        say("Where the sales lines are counted."),
        choices={
            "duckdb": say("This computer"),
            "postgresql": say("The database that holds them (PostgreSQL)"),
            "spark": say("A Spark cluster"),
        },
    ),
    "learn.url": Words(
        say("Spark's address"),
        say("Of the cluster's master; only Spark needs it."),
        example="spark://cluster:7077",
    ),
    "learn.lines": Words(
        say("Spark's own question"),
        say("In Spark's SQL, where the cluster is to read the sales lines itself."),
        "question",
    ),
    "learn.memory": Words(say("Memory"), say("So much the counting may take."), example="1GB"),
    "learn.compare_every": Words(
        say("Methods are compared every"), say("In between, the methods that did best are used again.")
    ),
}
