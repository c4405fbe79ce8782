"""The thirty invented students of the sample class."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Student:
    """Somebody who does not exist: the id, the name and the numbers that schools' systems give."""

    id: str
    name: str
    section: str
    canvas_id: int
    moodle_id: int

    @property
    def email(self) -> str:
        """An address that no mail will ever reach."""
        return f"{self.id}@students.example"


_NAMES = {
    "aokafor": "Amara Okafor",
    "slindqvist": "Søren Lindqvist",
    "zbaptiste": "Zoë Baptiste",
    "jibanez": "José Ángel Ibáñez Peña",
    "mnguyen": "Nguyễn Thị Mai",
    "lwisniewski": "Łukasz Wiśniewski",
    "sobrien": "Siobhán O'Brien",
    "ytanaka": "Yuki Tanaka",
    "xwang": "王小雨",
    "falhassan": "Fatima Al-Hassan",
    "elefevre": "Élodie Lefèvre",
    "jgross": "Jürgen Groß",
    "pramanathan": "Priya Ramanathan",
    "kmensah": "Kwame Mensah",
    "aionescu": "Ana-Maria Ionescu",
    "cyildiz": "Çağla Yıldız",
    "tjonsdottir": "Þóra Jónsdóttir",
    "okoval": "Олена Коваль",
    "truawhiri": "Tāne Ruawhiri",
    "lkealoha": "Leilani Kealoha",
    "mrahimi": "Mehdi Rahimi",
    "bconceicao": "Beatriz Conceição",
    "ndoyle": "Niamh Doyle",
    "aozturk": "Aylin Öztürk",
    "gdamico": "Giulia D'Amico",
    "sdlamini": "Sipho Dlamini",
    "hnovakova": "Hana Nováková",
    "amehta": "Arjun Mehta",
    "iodegaard": "Ingrid Ødegaard",
    "mquispe": "Mateo Quispe",
}

STUDENTS = tuple(
    Student(id, name, "AB"[place % 2], 40_100 + 7 * place, 2_310_500 + 13 * place)
    for place, (id, name) in enumerate(_NAMES.items())
)
