"""A small help centre with example questions, for tests of what learns from them."""

from __future__ import annotations

from desk.knowledge.lessons import Lesson

TEXTS = """
Return an item
how do i send it back; can i return a lamp that i opened; i want to return my order; where do i bring a return; is there
a return label; how long may i take to return something
Delivery time
when will my parcel arrive; how long does shipping take; my order has not come yet; where is my parcel; is there express
delivery; when do you ship
Change the address
i moved to another house; change my delivery address; my street changed; can you send it to my office; i typed a wrong
address; update where i live
Forgotten password
i cannot log in; reset my password; i forgot my password; the login says wrong password; my account is locked; send me a
new password
Delete the account
remove all my personal details; close my account for ever; delete my profile; i want you to erase what you store; how do
i unsubscribe and delete everything; leave your service
Ways to pay
do you take credit cards; can i pay by invoice; is paypal possible; which ways to pay are there; may i pay later;
do you accept bank transfer
Warranty
how long is the guarantee; the lamp stopped working after a year; is a broken switch covered; warranty on batteries; my
bulb died is that covered; what does the guarantee include
Gift cards
how do i use a gift card; my voucher code does not work; can i buy a gift card; how long is a voucher valid; check the
balance of a gift card; gift card for a friend
Bulk orders
we need fifty lamps for an office; is there a discount for companies; quote for a large order; price for many pieces;
business customers; who helps with big orders
"""


def help_centre() -> list[Lesson]:
    """Return nine articles with six example questions each."""
    lines = " ".join(TEXTS.strip().splitlines())
    titles = ["Return an item", "Delivery time", "Change the address", "Forgotten password", "Delete the account"]
    titles += ["Ways to pay", "Warranty", "Gift cards", "Bulk orders"]
    lessons = []
    for number, title in enumerate(titles):
        start = lines.index(title) + len(title)
        end = lines.index(titles[number + 1]) if number + 1 < len(titles) else len(lines)
        questions = tuple(text.strip() for text in lines[start:end].split(";"))
        lessons.append(Lesson(title.lower().replace(" ", "-"), title, (), questions, (f"{title}: read this.",)))
    return lessons
