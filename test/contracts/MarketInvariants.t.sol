// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Test} from "forge-std/Test.sol";
import {LayerSale} from "../../contracts/LayerSale.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ReserveAuction} from "../../contracts/ReserveAuction.sol";
import {SaleCredits} from "../../contracts/SaleCredits.sol";
import {ILayerSale} from "../../contracts/interfaces/ILayerSale.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice What holds after any sequence of listings, purchases, auctions, restyles, transfers and withdrawals by anyone.
contract MarketInvariantsTest is WorkFixture {
    Fair private fair;

    function setUp() public override {
        super.setUp();
        LayerSale sale = new LayerSale(address(token));
        ReserveAuction auction = new ReserveAuction(address(token));
        fair = new Fair(token, sale, auction, [owner, other, artist, makeAddr("stranger")], LAYER);
        targetContract(address(fair));
    }

    function invariant_everyCreditIsWhatSalesAndBidsMadeIt() public view {
        for (uint256 i = 0; i < 4; ++i) {
            address person = fair.people(i);
            assertEq(fair.sale().creditOf(person), fair.owed(address(fair.sale()), person));
            assertEq(fair.auction().creditOf(person), fair.owed(address(fair.auction()), person));
        }
    }

    function invariant_everyCreditAndHighestBidIsCovered() public view {
        uint256 ofSale = 0;
        uint256 ofAuction = fair.highestBid();
        for (uint256 i = 0; i < 4; ++i) {
            ofSale += fair.sale().creditOf(fair.people(i));
            ofAuction += fair.auction().creditOf(fair.people(i));
        }
        assertEq(address(fair.sale()).balance, ofSale);
        assertEq(address(fair.auction()).balance, ofAuction);
    }

    function invariant_nothingWasSoldInAnotherStyleThanSeen() public view {
        assertEq(fair.soldUnseen(), 0);
    }

    function invariant_nothingWasSoldThatItsOwnerDidNotOffer() public view {
        assertEq(fair.soldUnoffered(), 0);
    }

    function invariant_nothingWasRestyledInCustody() public view {
        assertEq(fair.restyledInCustody(), 0);
    }

    function invariant_nobodyTookWhatWasNotTheirs() public view {
        assertEq(fair.stolen(), 0);
    }
}

/// @notice Four accounts that trade one layer by every means, allowed or not, and a plain account of what is owed.
contract Fair is Test {
    LayerSale public immutable sale;
    ReserveAuction public immutable auction;
    LayerToken private immutable token;
    uint256 private immutable layer;

    address[4] public people;
    mapping(address contract_ => mapping(address account => uint256)) public owed;
    uint256 public highestBid;
    uint256 public soldUnseen;
    uint256 public soldUnoffered;
    uint256 public restyledInCustody;
    uint256 public stolen;

    address private highestBidder;
    address private auctionSeller;
    /// @dev The offer as its owner made it; the price is 0 once it has ended by any means.
    uint256 private offered;
    /// @dev The last offer's price, whether or not the offer has ended.
    uint256 private lastPrice;
    /// @dev What the buyer last looked at.
    uint256 private seenWord;

    constructor(
        LayerToken token_,
        LayerSale sale_,
        ReserveAuction auction_,
        address[4] memory people_,
        uint256 layer_
    ) {
        token = token_;
        sale = sale_;
        auction = auction_;
        people = people_;
        layer = layer_;
        for (uint256 i = 0; i < people_.length; ++i) {
            vm.startPrank(people_[i]);
            token_.setApprovalForAll(address(sale_), true);
            token_.setApprovalForAll(address(auction_), true);
            vm.stopPrank();
        }
        seenWord = token_.styleOf(layer_);
    }

    function list(uint256 who, uint128 price, bool byHolder) external {
        address by = byHolder ? holder() : person(who);
        price = uint128(bound(price, 1, 10 ether));
        vm.prank(by);
        try sale.list(layer, price) {
            (offered, lastPrice) = (price, price);
        } catch {
            // Refused: nothing is offered that was not.
        }
    }

    function unlist(uint256 who) external {
        vm.prank(person(who));
        try sale.unlist(layer) {
            offered = 0;
        } catch {
            // Refused.
        }
    }

    function look() external {
        seenWord = token.styleOf(layer);
    }

    function buy(uint256 who, uint256 price, bool atItsPrice) external {
        address seller = holder();
        address by = person(who);
        price = atItsPrice ? lastPrice : bound(price, 0, 10 ether);
        uint32 revision = uint32(token.styleOf(layer) >> 192);
        ILayerSale.Purchase[] memory purchases = new ILayerSale.Purchase[](1);
        purchases[0] = ILayerSale.Purchase(layer, price, uint32(seenWord >> 192), 0);
        vm.deal(by, price);
        vm.prank(by);
        try sale.buy{value: price}(purchases) {
            if (revision != uint32(seenWord >> 192)) ++soldUnseen;
            if (offered == 0 || offered != price) ++soldUnoffered;
            oweSale(address(sale), seller, price);
            offered = 0;
        } catch {
            // Refused: the invariants see that nothing moved.
        }
    }

    function restyle(uint256 who, uint16 value, bool byHolder) external {
        // The contract in custody calls nothing of the token, so nobody can call in its name.
        address by = byHolder && holder() != address(auction) ? holder() : person(who);
        uint32 revision = uint32(token.styleOf(layer) >> 192);
        vm.prank(by);
        try token.setStyle(layer, abi.encodePacked(uint8(0), uint16(bound(value, 0, 1000))), revision) {
            if (holder() == address(auction)) ++restyledInCustody;
        } catch {
            // Refused.
        }
    }

    function transfer(uint256 to) external {
        if (holder() == address(auction)) return;
        address from = holder();
        vm.prank(from);
        token.transferFrom(from, person(to), layer);
        offered = 0;
    }

    function create(uint256 who, uint96 reserve, bool byHolder) external {
        address by = byHolder && holder() != address(auction) ? holder() : person(who);
        vm.prank(by);
        try auction.create(layer, uint96(bound(reserve, 1, 10 ether))) {
            auctionSeller = by;
            offered = 0;
        } catch {
            // Refused.
        }
    }

    function bid(uint256 who, uint256 amount) external {
        address by = person(who);
        amount = bound(amount, 1, 1000 ether);
        vm.deal(by, amount);
        uint256 word = token.styleOf(layer);
        vm.prank(by);
        try auction.bid{value: amount}(layer, seenWord) {
            if (word != seenWord) ++soldUnseen;
            owed[address(auction)][highestBidder] += highestBid;
            (highestBidder, highestBid) = (by, amount);
        } catch {
            // Refused.
        }
    }

    function settle(uint256 afterSeconds) external {
        vm.warp(vm.getBlockTimestamp() + bound(afterSeconds, 1, 2 days));
        try auction.settle(layer) {
            oweSale(address(auction), auctionSeller, highestBid);
            (highestBidder, highestBid) = (address(0), 0);
        } catch {
            // Refused.
        }
    }

    function cancel(uint256 who) external {
        address by = person(who);
        vm.prank(by);
        try auction.cancel(layer) {
            if (by != auctionSeller || highestBid != 0) ++stolen;
        } catch {
            // Refused.
        }
    }

    function withdraw(uint256 who, bool ofSale) external {
        address by = person(who);
        SaleCredits credits = ofSale ? SaleCredits(sale) : SaleCredits(auction);
        address to = makeAddr("purse");
        uint256 before = to.balance;
        vm.prank(by);
        try credits.withdraw(to) {
            if (to.balance - before != owed[address(credits)][by]) ++stolen;
            owed[address(credits)][by] = 0;
        } catch {
            if (owed[address(credits)][by] != 0) ++stolen;
        }
    }

    /// @dev A tenth is the artist's.
    function oweSale(address contract_, address seller, uint256 price) private {
        uint256 royalty = price / 10;
        owed[contract_][token.artist()] += royalty;
        owed[contract_][seller] += price - royalty;
    }

    function holder() private view returns (address) {
        return token.ownerOf(layer);
    }

    function person(uint256 who) private view returns (address) {
        return people[who % people.length];
    }
}
